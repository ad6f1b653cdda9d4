package io.spillway.batch.drill;

import io.spillway.batch.report.DrillReports;
import io.spillway.waterfall.cascade.CascadeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Runs cases one after another and prints a result each. */
public final class DrillRunner {

    private final PrintWriter out;
    private final Optional<ReportTarget> reports;

    /**
     * @param reports where each case's workbook and page go, if anywhere
     */
    public DrillRunner(PrintWriter out, Optional<ReportTarget> reports) {
        this.out = out;
        this.reports = reports;
    }

    /** Where a drill's workbook and page go, and the date they bear: the day the drill is held. */
    public record ReportTarget(Path directory, LocalDate heldOn) {
    }

    /**
     * The case files behind what was named: a file itself, a folder's {@code *.json} by name without
     * {@code *.expected.json}.
     *
     * @throws UncheckedIOException if a folder cannot be listed
     */
    public static List<Path> casesOf(List<Path> named) {
        List<Path> cases = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    files.filter(DrillRunner::isCase).sorted().forEach(cases::add);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list the folder " + path, e);
                }
            } else {
                cases.add(path);
            }
        }
        return cases;
    }

    private static boolean isCase(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && !name.endsWith(".expected.json");
    }

    /** Prints one case's result indented, or a line {@code {"name", "error"}}; tells whether it could be run. */
    public boolean runOne(Path file) {
        ObjectNode result = resultOf(file, reports);
        out.println(result.has("error")
                ? result.toString()
                : Drill.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        return !result.has("error");
    }

    /** Prints a line a case in the order given; tells whether all could be run. */
    public boolean runAll(List<Path> files) {
        boolean allRan = true;
        for (Path file : files) {
            ObjectNode result = resultOf(file, reports);
            out.println(result);
            allRan &= !result.has("error");
        }
        return allRan;
    }

    /** A case's result, or its name and error. */
    static ObjectNode resultOf(Path file, Optional<ReportTarget> reports) {
        try {
            Drill.Outcome outcome = Drill.run(file);
            if (reports.isPresent()) {
                DrillReports.write(outcome, reports.get().directory(), reports.get().heldOn());
            }
            return new DrillResult(outcome).json();
        } catch (DrillException | CascadeException | ArithmeticException e) {
            return error(file, e.getMessage());
        } catch (IOException e) {
            return error(file, "cannot read " + file + ": " + e.getMessage());
        }
    }

    private static ObjectNode error(Path file, String message) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return Drill.JSON.createObjectNode().put("name", name).put("error", message);
    }
}
