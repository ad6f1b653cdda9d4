package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.store.Backup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the house's database into a file. */
@Command(name = "backup", description = {"Copy the house's H2 database into a zip file, also while a day runs.",
    "The copy is opened once to see what it holds. Unzipped into an empty data directory it is a house again.",
    "An existing file is never overwritten. A PostgreSQL database has pg_dump."})
final class BackupVerb extends Verb {

    @Parameters(paramLabel = "FILE", description = "The zip file to write; its folder must exist.")
    private Path file;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        Backup.Copy copy = Backup.write(database(), file);
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", copy.file().toString());
            document.put("bytes", copy.bytes());
            document.put("sha256", copy.sha256());
            document.put("tablesVersion", copy.tablesVersion());
            copy.lastClosed().ifPresent(cycle -> document.put("lastClosed", cycle));
            copy.unfinished().ifPresent(cycle -> document.put("unfinished", cycle));
            JsonOption.write(out(), document);
        } else {
            out().println("Written      " + copy.file());
            out().println("Size         " + DaySummaryPrinter.number(copy.bytes()) + " bytes");
            out().println("SHA-256      " + copy.sha256());
            out().println("Last closed  " + line(copy.lastClosed(), "no day yet"));
            out().println("Unfinished   " + line(copy.unfinished(), "none"));
            out().println("Tables       " + (copy.tablesVersion().isEmpty() ? "none" : "version " + copy.tablesVersion()));
        }
        return ExitCode.DONE;
    }

    private static String line(Optional<Backup.Cycle> found, String none) {
        return found.map(cycle -> cycle.businessDate() + " cycle " + cycle.cycle() + ", " + cycle.status()
                + (cycle.digest().isEmpty() ? "" : ", digest " + cycle.digest())).orElse(none);
    }
}
