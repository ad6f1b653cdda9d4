package io.spillway.batch.report;

import io.spillway.batch.drill.Drill;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultWorkbook;
import io.spillway.reports.page.StoryPage;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Writes what a drill leaves behind: the default management pack, and a page with waterfall and contagion map. */
public final class DrillReports {

    private DrillReports() {
    }

    /** What was written: the workbook with its digest, and the page's file name. */
    public record Written(WrittenReport workbook, String page) {
    }

    /**
     * Writes both, in place of any file of their names, which are the case's name made safe.
     *
     * @param asOf the date on cover and page: the day the drill is held
     * @throws IOException if the folder cannot be made
     * @throws java.io.UncheckedIOException if a file cannot be written; the message names it
     */
    public static Written write(Drill.Outcome outcome, Path directory, LocalDate asOf) throws IOException {
        Files.createDirectories(directory);
        String name = "drill_" + ReportNames.safe(outcome.drillCase().name());
        DrillFacts facts = new DrillFacts(outcome);
        DefaultData data = facts.data(asOf);
        Path workbook = directory.resolve(name + ".xlsx");
        WrittenWorkbook pack = new DefaultWorkbook().write(data, workbook);
        String page = name + ".html";
        PageFile.write(directory.resolve(page), StoryPage.render(new DrillStory(outcome, facts)
                .story(data, name + ".xlsx", pack)));
        return new Written(new WrittenReport(name + ".xlsx", pack.sha256()), page);
    }
}
