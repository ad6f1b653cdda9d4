package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,2,0.00", "5,2,0.05", "-5,2,-0.05", "123,2,1.23", "-123456,3,-123.456", "100,2,1.00",
        "7,10,0.0000000007", "9223372036854775807,2,92233720368547758.07", "-42,0,-42"})
    void numbersAreExactAndPlain(long unscaled, int scale, String text) throws IOException {
        try (CsvFile file = new CsvFile(folder, "n.csv", List.of("n"))) {
            file.number(unscaled, scale).endRow();
            file.finish();
        }
        assertThat(folder.resolve("n.csv")).hasContent("n\n" + text + "\n");
    }

    @Test
    void cellsAreQuotedOnlyWhereTheyMustBe() throws IOException {
        try (CsvFile file = new CsvFile(folder, "t.csv", List.of("a", "b", "c"))) {
            file.text("plain").text("x, \"y\"").text("Zürich 東京").endRow();
            file.empty().empty().text("two\nlines").endRow();
            assertThat(file.finish().rows()).isEqualTo(2);
        }
        assertThat(Files.readString(folder.resolve("t.csv"), StandardCharsets.UTF_8))
                .isEqualTo("a,b,c\nplain,\"x, \"\"y\"\"\",Zürich 東京\n,,\"two\nlines\"\n");
    }

    @Test
    void rowsLargerThanTheBufferAreWrittenWhole() throws IOException {
        String large = "é".repeat(200_000);
        try (CsvFile file = new CsvFile(folder, "l.csv", List.of("a", "b"))) {
            file.text(large).number(1, 0).endRow();
            file.finish();
        }
        assertThat(Files.readString(folder.resolve("l.csv"), StandardCharsets.UTF_8)).isEqualTo("a,b\n" + large + ",1\n");
    }

    @Test
    void anUnfinishedFileLeavesNothingBehind() throws IOException {
        try (CsvFile file = new CsvFile(folder, "u.csv", List.of("a"))) {
            file.text("x").endRow();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRowWithMissingCellsIsRefused() throws IOException {
        try (CsvFile file = new CsvFile(folder, "m.csv", List.of("a", "b"))) {
            file.text("x");
            assertThatThrownBy(file::endRow).hasMessageContaining("m.csv row 1 has 1 cells of 2");
        }
    }
}
