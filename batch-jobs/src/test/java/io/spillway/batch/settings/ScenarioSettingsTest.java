package io.spillway.batch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files scenarios/*.yml: what they hold, how they are stored with a cycle, what is refused. */
class ScenarioSettingsTest {

    @TempDir
    private Path config;

    private Settings load(String file, String text) throws IOException {
        Files.createDirectories(config.resolve("scenarios"));
        Files.writeString(config.resolve("scenarios").resolve(file), text);
        return SettingsLoader.load(new ConfigDirectory(config)).settings();
    }

    @Test
    void theProgramBringsTheNamedScenariosAndADirectoryReplacesThemAll() throws IOException {
        assertThat(Settings.defaults().scenarios()).extracting(HypotheticalScenario::name).containsExactly(
                "correlation-break", "crypto-crash", "equity-crash", "metal-squeeze", "negative-oil", "rates-shock");
        Settings own = load("ours.yml", "description: ours\ngroups: {ENERGY: -0.50}\nprices: {OIL-MAY: -37.63}\n");
        assertThat(own.scenarios()).singleElement().satisfies(one -> {
            assertThat(one.groups()).containsEntry("ENERGY", new BigDecimal("-0.5"));
            assertThat(one.prices()).containsEntry("OIL-MAY", new BigDecimal("-37.63"));
        });
        assertThat(own.scenariosSha256()).isNotEqualTo(Settings.defaults().scenariosSha256());
        Files.delete(config.resolve("scenarios/ours.yml"));
        assertThat(SettingsLoader.load(new ConfigDirectory(config)).settings().scenarios()).isEmpty();
    }

    @Test
    void theyAreStoredWithACycleAndLeftOutOfItsDigest() {
        Settings settings = Settings.defaults();
        String text = settings.canonicalText();
        assertThat(text).contains("scenario.equity-crash.groups.EQUITY_INDEX=-0.246\n", "sizing.holdingPeriodDays=2\n");
        assertThat(Settings.parse(text).scenarios()).isEqualTo(settings.scenarios());
        assertThat(Settings.resultText(text)).doesNotContain("scenario.", "sizing.").contains("waterfall.maxRounds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.yml    | groups: {ENERGY: -0.5}                             | a has no description
            a.yml    | description: d                                     | a moves nothing
            a.yml    | 'description: d\\ngroups: {ENERGY: much}'          | line 2: groups.ENERGY must be a move as a part of the price
            a.yml    | 'description: d\\ngroups: {ENERGY: .nan}'          | line 2: groups.ENERGY must be a move
            a.yml    | 'description: d\\nproducts: {ENERGY: -0.5}'        | line 2: products.ENERGY is nothing of a scenario
            a.yml    | 'description: d\\ngroups: [ENERGY]'                | line 2: groups is nothing of a scenario
            a.yml    | 'description: d\\ninstruments: {A: 1}\\nprices: {A: 5}' | says a move and a price of A
            a.txt    | description: d                                     | is no scenario; the files here are NAME.yml
            A_b.yml  | description: d                                     | a scenario's name is its file's
            a.yml    | ''                                                 | a is empty
            """)
    void whatIsNoScenarioIsRefusedWithItsFile(String file, String text, String message) {
        assertThatThrownBy(() -> load(file, text.replace("\\n", "\n"))).isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file).hasMessageContaining(message);
    }

    @Test
    void anExportHoldsThem() throws IOException {
        Path target = config.resolve("export");
        PackedFiles.export(new ConfigDirectory(config.resolve("none")), SettingsLoader.loadDefaults(), target);
        assertThat(target.resolve("scenarios/negative-oil.yml")).content().contains("CRUDESPOT: -3.06");
        assertThat(target.resolve("risk/sizing.yml")).content().contains("holdingPeriodDays: 2");
    }
}
