package io.spillway.batch.ingest;

import static io.spillway.batch.ingest.TestFiles.FIRST;
import static io.spillway.batch.ingest.TestFiles.HOUSE;
import static io.spillway.batch.ingest.TestFiles.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String DAY = FIRST.toString();

    @TempDir
    private Path root;
    private TestFiles files;

    @BeforeEach
    void house() {
        files = TestFiles.smallHouse(root);
    }

    private Manifest read() {
        return Manifest.ofDay(files.folder(), FIRST, HOUSE);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        assertThatThrownBy(this::read).extracting("exitCode").isEqualTo(ExitCode.BLOCKED_BY_DATA);
        return assertThatThrownBy(this::read).isInstanceOf(InputException.class)
                .hasMessageContaining(root.resolve(DAY).toString());
    }

    @Test
    void readsWhatADayMustHold() {
        Manifest manifest = read();
        assertThat(manifest.house()).isEqualTo(HOUSE);
        assertThat(manifest.businessDate()).contains(FIRST);
        assertThat(manifest.sequence()).isEqualTo(1);
        assertThat(manifest.files().keySet()).containsExactly(InputFile.PRICES, InputFile.FX, InputFile.ASSET_PRICES,
                InputFile.TRADES, InputFile.COLLATERAL, InputFile.FUND_MOVEMENTS, InputFile.POSITIONS);
        assertThat(manifest.files().get(InputFile.POSITIONS).rows()).isEqualTo(6);
    }

    @Test
    void fault5ADayWithoutItsManifestWaits() {
        files.delete(DAY, Manifest.FILE_NAME);
        assertThat(files.folder().isComplete(FIRST)).isFalse();
        refused().hasMessageContaining("waits for its manifest");
    }

    @Test
    void fault8AnotherHouseOrDateRejectsTheDay() {
        files.manifest(DAY, "OTHER HOUSE", DAY, files.entries(DAY));
        refused().hasMessageContaining("of the house 'OTHER HOUSE', not of 'SPILLWAY'");
        files.seal(DAY, SECOND.toString());
        refused().hasMessageContaining("is of business date 2026-03-03, not of 2026-03-02");
    }

    @Test
    void aManifestOfReferenceFilesNeedsNoDate() {
        files.manifest("reference", "{\"house\": \"" + HOUSE + "\", \"sequence\": 0, \"files\": ["
                + String.join(", ", files.entries("reference").values()) + "]}");
        assertThat(Manifest.ofReference(files.folder(), HOUSE).businessDate()).isEmpty();
        files.manifest(DAY, "{\"house\": \"" + HOUSE + "\", \"sequence\": 0, \"files\": []}");
        refused().hasMessageContaining("has no businessDate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../prices.csv", "/etc/passwd", "prices.csv\\u0000", "PRICES.CSV", "members.csv", "prices.csv ",
        "..\\\\prices.csv", "manifest.json"})
    void fault56ANameThatIsNoInputFileIsRefusedAndNeverOpened(String name) {
        Map<String, String> entries = new TreeMap<>(files.entries(DAY));
        entries.put("x", TestFiles.entry(name, 1, "0".repeat(64)));
        files.manifest(DAY, HOUSE, DAY, entries);
        refused().hasMessageContaining("is no input file here");
    }

    @Test
    void fault6FilesThatAreNotListedOrNotThereAreNamed() {
        files.day(FIRST, "prices-new.csv", "x");
        files.day(FIRST, ".prices.csv.tmp", "a writer at work");
        files.delete(DAY, "fx.csv");
        refused().hasMessageContaining("lists fx.csv, which is not there")
                .hasMessageContaining("holds prices-new.csv, which its manifest does not list")
                .hasMessageNotContaining(".tmp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"house\": \"SPILLWAY\"|is no manifest",
        "[]|must be an object",
        "{\"house\": \"SPILLWAY\", \"house\": \"X\"}|is no manifest: Duplicate",
        "{\"house\": \"SPILLWAY\"} x|is no manifest",
        "{\"house\": \"SPILLWAY\", \"colour\": 1}|colour is unknown; the fields are house, businessDate, sequence, files",
        "{\"house\": 1}|house must be a text",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"02.03.2026\"}|businessDate '02.03.2026' is no date such as",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"2026-03-02\"}|sequence must be a whole number",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"2026-03-02\", \"sequence\": 1.5}|sequence must be a whole number",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"2026-03-02\", \"sequence\": 1}|files must be a list",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"2026-03-02\", \"sequence\": 1, \"files\": [3]}|files[0] must be an object",
        "{\"house\": \"SPILLWAY\", \"businessDate\": \"2026-03-02\", \"sequence\": 1, \"files\": [{\"name\": \"fx.csv\","
                + " \"rows\": -1, \"sha256\": \"00\"}]}|sha256 must be 64 hexadecimal digits"})
    void fault5AManifestThatIsNotExactlyOneIsRefused(String json, String reason) {
        files.manifest(DAY, json);
        refused().hasMessageContaining(reason);
    }

    @Test
    void fault5NegativeRowsAndAFileListedTwiceAreRefused() {
        Map<String, String> entries = new TreeMap<>(files.entries(DAY));
        entries.put("again", entries.get("fx.csv"));
        files.manifest(DAY, HOUSE, DAY, entries);
        refused().hasMessageContaining("lists fx.csv twice");
        entries.put("again", TestFiles.entry("closeouts.csv", -1, "0".repeat(64)));
        files.manifest(DAY, HOUSE, DAY, entries);
        refused().hasMessageContaining("rows must be a whole number, 0 or more");
    }

    @Test
    void aManifestOfMoreThanAMebibyteIsNotRead() {
        files.manifest(DAY, " ".repeat((1 << 20) + 1));
        refused().hasMessageContaining("is larger than a manifest can be");
    }

    @Test
    void fault7RequiredFilesAreNamedWhereTheyAreMissingOrEmpty() {
        files.day(FIRST, "prices.csv", "instrument_id,currency,settlement_price,implied_vol,funding_rate");
        files.delete(DAY, "fx.csv");
        files.seal(FIRST);
        Manifest manifest = read();
        List<InputFile> required = List.of(InputFile.PRICES, InputFile.FX);
        assertThatThrownBy(() -> manifest.require(required, required)).isInstanceOf(InputException.class)
                .hasMessageContaining("fx.csv is missing")
                .hasMessageContaining("prices.csv is empty, which does not mean that nothing changed");
        manifest.require(List.of(InputFile.PRICES), List.of());
    }
}
