package io.spillway.reports.workbook;

import static io.spillway.reports.workbook.WorkbookWriterTest.cover;
import static io.spillway.reports.workbook.WorkbookWriterTest.entries;
import static io.spillway.reports.workbook.WorkbookWriterTest.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.reports.workbook.WorkbookWriterTest.Entry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a workbook's file comes to be: the same bytes each time, whole or not at all. */
class WorkbookFileTest {

    @TempDir
    Path folder;

    @Test
    void theSameDataGivesTheSameBytesAndTheSameDigest() throws IOException {
        List<Entry> rows = IntStream.range(0, 1_000).mapToObj(i -> new Entry("A" + i, "USD", BigDecimal.valueOf(i, 2))).toList();
        Chart chart = new Chart(Chart.Kind.COLUMN, "Chart", "USD", "Account",
                List.of(new Chart.Series("Amount", Chart.Fill.BLUE)), 10);
        Workbook workbook = new Workbook(cover(), List.of(entries(rows).chart(chart).build()));
        Path first = folder.resolve("first.xlsx");
        Path second = folder.resolve("second.xlsx");
        new WorkbookWriter().write(workbook, first);
        new WorkbookWriter().write(workbook, second);
        new WorkbookWriter().write(workbook, second);
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(WorkbookDigest.of(second)).isEqualTo(WorkbookDigest.of(first)).matches("[0-9a-f]{64}");
        Path other = folder.resolve("other.xlsx");
        new WorkbookWriter().write(new Workbook(cover(), List.of(entries(rows.subList(1, 1_000)).build())), other);
        assertThat(WorkbookDigest.of(other)).isNotEqualTo(WorkbookDigest.of(first));
        try (Reopened file = Reopened.of(first)) {
            assertThat(file.workbook().getProperties().getCoreProperties().getCreated())
                    .isEqualTo("2026-03-09T00:00:00Z");
            assertThat(file.workbook().getProperties().getCoreProperties().getModified())
                    .isEqualTo("2026-03-09T00:00:00Z");
        }
    }

    @Test
    void aFailureWhileRowsAreReadLeavesTheOldFileAndNoTemporaryOnes() throws IOException {
        Path target = folder.resolve("day.xlsx");
        Files.writeString(target, "the file of yesterday");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        int[] readings = {0};
        Iterable<Entry> failing = () -> {
            Stream<Entry> rows = IntStream.range(0, 500).mapToObj(i -> entry("A" + i, "USD", "1.00"));
            return readings[0]++ == 0 ? rows.iterator() : new Iterator<>() {
                private final Iterator<Entry> all = rows.iterator();
                private int left = 300;

                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Entry next() {
                    if (left-- == 0) {
                        throw new IllegalStateException("connection lost");
                    }
                    return all.next();
                }
            };
        };
        Table<Entry> table = Table.of("Entries", failing, "none").column(Column.text("Account", Entry::account)).build();
        Workbook workbook = new Workbook(cover(), List.of(table));
        TempFileCreationStrategy here = new DefaultTempFileCreationStrategy(temporary.toFile());
        assertThatThrownBy(() -> TempFile.withStrategy(here, () -> new WorkbookWriter().write(workbook, target)))
                .hasMessage("connection lost");
        assertThat(target).hasContent("the file of yesterday");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(target, temporary);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aWrittenWorkbookLeavesNoTemporaryFilesBehind() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Workbook workbook = new Workbook(cover(), List.of(entries(List.of(entry("A", "USD", "1.00"))).build()));
        TempFile.withStrategy(new DefaultTempFileCreationStrategy(temporary.toFile()),
                () -> new WorkbookWriter().write(workbook, folder.resolve("day.xlsx")));
        assertThat(temporary).isEmptyDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder.resolve("day.xlsx"), temporary);
        }
    }

    @Test
    void aTargetThatCannotBeReplacedIsNamedAndNoPartOfTheFileIsLeft() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("day.xlsx").resolve("inside")).getParent();
        Workbook workbook = new Workbook(cover(), List.of());
        assertThatThrownBy(() -> new WorkbookWriter().write(workbook, occupied))
                .isInstanceOf(java.io.UncheckedIOException.class).hasMessageContaining("day.xlsx");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(occupied);
        }
    }

    @Test
    void rowsThatChangeBetweenTheTwoReadingsAreRefused() {
        int[] readings = {0};
        Iterable<String> shrinking = () -> List.of("a", "b").subList(0, 2 - readings[0]++).iterator();
        Table<String> table = Table.of("Names", shrinking, "none").column(Column.text("Name", name -> name)).build();
        Workbook workbook = new Workbook(cover(), List.of(table));
        assertThatThrownBy(() -> new WorkbookWriter().write(workbook, folder.resolve("x.xlsx")))
                .isInstanceOf(WorkbookException.class).hasMessageContaining("Names").hasMessageContaining("changed");
        assertThat(folder).isEmptyDirectory();
    }
}
