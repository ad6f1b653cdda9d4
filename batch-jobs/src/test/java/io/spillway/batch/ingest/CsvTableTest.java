package io.spillway.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static final String HEADER = "currency,rate_to_base\n";
    private static final long GIBIBYTE = 1L << 30;

    private static List<String> read(InputStream in) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvTable table = new CsvTable(InputFile.FX, in)) {
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                StringBuilder cells = new StringBuilder().append(row.line());
                for (int cell = 0; cell < row.cells(); cell++) {
                    cells.append('|').append(row.cell(cell));
                }
                rows.add(cells.toString());
            }
        }
        return rows;
    }

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fault22ByteOrderMarkAndLineEndsOfAnySystemAreAccepted() throws IOException {
        assertThat(read("\uFEFF" + HEADER + "USD,1\n")).containsExactly("2|USD|1");
        assertThat(read("currency,rate_to_base\r\nUSD,1\r\nEUR,2")).containsExactly("2|USD|1", "3|EUR|2");
        assertThat(read("currency,rate_to_base\rUSD,1\rEUR,2\r")).containsExactly("2|USD|1", "3|EUR|2");
        assertThat(read("\uFEFF\"currency\",\"rate_to_base\"\nUSD,1")).containsExactly("2|USD|1");
    }

    @Test
    void linesAreTheFilesOwnAlsoAfterEmptyLinesAndCellsOfSeveralLines() throws IOException {
        assertThat(read(HEADER + "\n\"U\nS\",\"1\"\"2\"\n\nEUR,2\n")).containsExactly("3|U\nS|1\"2", "6|EUR|2");
    }

    @Test
    void columnsMayStandInAnyOrder() throws IOException {
        try (CsvTable table = new CsvTable(InputFile.FX,
                new ByteArrayInputStream("rate_to_base,currency\n2,EUR\n".getBytes(StandardCharsets.UTF_8)))) {
            CsvRow row = table.next();
            row.requireCells();
            assertThat(row.currency(InputFile.FX.column("currency"))).isEqualTo("EUR");
            assertThat(row.decimal(InputFile.FX.column("rate_to_base"), 18)).isEqualByComparingTo("2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"currency|has no column rate_to_base", "currency,rate|unknown column 'rate'",
        "currency,rate_to_base,currency|has the column currency twice", "Currency,rate_to_base|unknown column 'Currency'",
        "currency, rate_to_base|unknown column ' rate_to_base'", "currency,rate_to_base,|unknown column ''"})
    void aHeaderThatIsNotTheFilesIsRefusedByName(String header, String reason) {
        assertThatThrownBy(() -> read(header + "\nUSD,1\n")).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv").hasMessageContaining(reason)
                .hasMessageContaining("the header must be currency,rate_to_base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF", "\r\n\r\n"})
    void fault7AFileWithoutAHeaderIsEmpty(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining("fx.csv is empty");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, 4", "UTF-16, 1", "windows-1252, 4"})
    void fault22AnotherCharsetIsRefusedByLine(String charset, long line) {
        byte[] bytes = (HEADER + "USD,1\r\n\r\nCHF,\u00e9\u00e8\n").getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes))).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv line " + line + ": the text is not UTF-8");
    }

    @Test
    void fault22TruncatedUtf8AtTheEndIsRefused() {
        byte[] bytes = (HEADER + "USD,1\nEUR,").getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, bytes.length + 1);
        cut[bytes.length] = (byte) 0xC3;
        assertThatThrownBy(() -> read(new ByteArrayInputStream(cut))).isInstanceOf(InputException.class)
                .hasMessageContaining("line 3: the text is not UTF-8");
    }

    static Stream<Arguments> endlessRows() {
        return Stream.of(Arguments.of("text without end", "", "x"), Arguments.of("cells without end", "", "x,"),
                Arguments.of("empty cells without end", "", ","), Arguments.of("a quote that does not close", "\"", "x"),
                Arguments.of("a quote over lines that does not close", "\"", "x\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endlessRows")
    void fault22ALineOfAGibibyteEndsInARefusalAfterAFewKilobytes(String what, String begin, String repeated) {
        CountingStream stream = new CountingStream(HEADER + "USD,1\n" + begin, repeated);
        assertThatThrownBy(() -> read(stream)).as(what).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv").hasMessageContaining("line 3");
        assertThat(stream.given).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD,\"1\n2\n", "\"USD\"x,1\n"})
    void brokenQuotesAreNoCsv(String rows) {
        assertThatThrownBy(() -> read(HEADER + rows)).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv is not CSV").hasMessageContaining("line 2");
    }

    @Test
    void aDiskThatFailsIsAFaultOfTheFile() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("input/output error");
            }
        };
        assertThatThrownBy(() -> read(failing)).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv cannot be read: input/output error");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void textComesOutTheSameHoweverTheBytesArrive(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(HEADER);
        List<String> expected = new ArrayList<>();
        for (int line = 2; line < 2_000; line++) {
            String cell = random.ints(random.nextInt(1, 40), 0x20, 0x2_0000)
                    .filter(c -> Character.isLetter(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            text.append('"').append(cell).append("\",1\n");
            expected.add(line + "|" + cell + "|1");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        InputStream dripping = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, random.nextInt(1, 100)));
            }
        };
        assertThat(read(dripping)).as("seed " + seed).isEqualTo(expected);
    }

    /** A head, then one text over and over up to a gibibyte. */
    private static final class CountingStream extends InputStream {

        private final byte[] head;
        private final byte[] repeated;
        private long given;

        CountingStream(String head, String repeated) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (given >= GIBIBYTE) {
                return -1;
            }
            long at = given++;
            return at < head.length ? head[(int) at] : repeated[(int) ((at - head.length) % repeated.length)];
        }
    }
}
