package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.drill.DrillRunner;
import io.spillway.reports.workbook.WorkbookWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs drill cases off the books: a file in, a result out; no database. */
@Command(name = "drill", description = {"Run the default cascade on cases, off the books.",
    "The results are printed as JSON, amounts as decimal text.",
    "One case: its result, indented. Several cases or a folder: one result a line."})
final class DrillVerb extends Verb {

    @Parameters(arity = "1..*", paramLabel = "CASE.json", description = "Cases, or folders of them.")
    private List<Path> named;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Also write each case's workbook and its page with the contagion map into DIR.")
    private Path reports;

    @Override
    protected ExitCode run() {
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new CommandFailure(ExitCode.FAILED, "there is no " + path.toAbsolutePath().normalize());
            }
        }
        if (reports != null) {
            WorkbookWriter.loadAhead();
        }
        List<Path> cases = DrillRunner.casesOf(named);
        boolean one = named.size() == 1 && !Files.isDirectory(named.get(0));
        DrillRunner runner = new DrillRunner(out(), Optional.ofNullable(reports)
                .map(directory -> new DrillRunner.ReportTarget(directory, LocalDate.now(Clock.systemUTC()))));
        return (one ? runner.runOne(cases.get(0)) : runner.runAll(cases)) ? ExitCode.DONE : ExitCode.FAILED;
    }
}
