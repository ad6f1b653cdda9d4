package io.spillway.batch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path config;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(config.resolve("risk"));
        Files.createDirectories(config.resolve("calendars"));
    }

    @Test
    void theProgramsOwnFilesSayWhatTheRulesSay() {
        Settings settings = Settings.defaults();
        CascadeRules rules = settings.waterfall().rules();
        CascadeRules expected = CascadeRules.defaults();
        assertThat(rules).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(expected);
        assertThat(settings.waterfall().coolingOffDays()).isEqualTo(20);
        assertThat(settings.findings().severities()).isEqualTo(Arrays.stream(FindingCode.values())
                .collect(Collectors.toMap(code -> code, FindingCode::defaultSeverity)));
        assertThat(settings.house().cutOff()).isEqualTo(LocalTime.of(18, 0));
        assertThat(settings.house().scaleOf("BTC")).isEqualTo(8);
        assertThat(settings.house().scaleOf("JPY")).isZero();
        assertThat(settings.house().scaleOf("KWD")).isEqualTo(3);
        assertThatThrownBy(() -> settings.house().scaleOf("DOGE")).hasMessageContaining("DOGE");
        assertThat(settings.margin().modelOf("WTI")).isEqualTo(MarginModel.FLAT_RATE);
    }

    @Test
    void aFileOverridesValueByValueAndEachValueKnowsItsLine() throws IOException {
        write("waterfall.yml", """
                # ours
                maxRounds: 50

                layers: [DEFAULTER_MARGIN, INSURANCE_FUND]
                """);
        EffectiveSettings effective = SettingsLoader.load(new ConfigDirectory(config));

        assertThat(effective.settings().waterfall().rules().maxRounds()).isEqualTo(50);
        assertThat(effective.settings().waterfall().rules().layers())
                .containsExactly(LayerName.DEFAULTER_MARGIN, LayerName.INSURANCE_FUND);
        assertThat(effective.settings().waterfall().coolingOffDays()).isEqualTo(20);
        Map<String, SettingValue> byKey = new TreeMap<>();
        effective.values().forEach(value -> byKey.put(value.key(), value));
        assertThat(byKey.get("waterfall.maxRounds").origin())
                .hasToString(config.resolve("risk/waterfall.yml") + " line 2");
        assertThat(byKey.get("waterfall.layers").origin().line()).isEqualTo(4);
        assertThat(byKey.get("waterfall.coolingOffDays").origin()).hasToString("default");
    }

    @Test
    void aMapThatAFileStatesReplacesTheWhole() throws IOException {
        write("house.yml", "minorUnitDigits: {ETH: 7}\n");
        assertThat(load().house().minorUnitDigits()).containsOnlyKeys("ETH");
        write("house.yml", "minorUnitDigits: {}\n");
        assertThat(load().house().minorUnitDigits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            waterfall | maxRound: 5                       | line 1: maxRound is no setting of this file (did you mean maxRounds?); the settings are assessmentMultiple,
            waterfall | maxRounds: many                   | line 1: maxRounds must be a whole number from 1 to 1000000, not 'many'
            waterfall | maxRounds: 0                      | line 1: maxRounds must be a whole number from 1
            waterfall | maxRounds: [5]                    | line 1: maxRounds must be one value: a whole number
            waterfall | maxRounds:                        | line 1: maxRounds has no value
            waterfall | 'maxRounds: 5\\nmaxRounds: 6'     | line 2: maxRounds stands twice
            waterfall | layers: DEFAULTER_MARGIN          | line 1: layers must be a list of values, each one of DEFAULTER_MARGIN,
            waterfall | layers: [MARGIN]                  | line 1: layers must be one of DEFAULTER_MARGIN
            waterfall | layers: [UNFUNDED]                | line 1: waterfall.layers: waterfall: UNFUNDED is always last
            waterfall | layers: [INSURANCE_FUND, INSURANCE_FUND] | INSURANCE_FUND is listed twice
            waterfall | initialFactor: 0.9                | line 1: initialFactor must be a decimal number from 1 to 100, not '0.9'
            waterfall | initialFactor: 1e1                | line 1: initialFactor must be a decimal number
            waterfall | initialFactor: .inf               | line 1: initialFactor must be a decimal number
            waterfall | initialFactor: 1,10               | line 1: initialFactor must be a decimal number
            waterfall | 'a: [b'                           | is not YAML
            waterfall | just text                         | line 1: must hold names with values
            waterfall | '? [a]\\n: 5'                     | has a name that is not a plain text
            findings  | severity: {PRICE_MISSED: WARNING} | line 1: severity.PRICE_MISSED is no setting of this file (did you mean severity.PRICE_MISSING?)
            findings  | severity: {PRICE_MISSING: LOUD}   | line 1: severity.PRICE_MISSING must be one of WARNING, BLOCKING, not 'LOUD'
            findings  | severity: BLOCKING                | line 1: severity is no setting of this file
            house     | zone: Mars/Olympus                | line 1: zone must be a time zone such as Europe/Zurich
            house     | 'cutOff: 25:00'                   | line 1: cutOff must be a time of day
            house     | endOfDay: every day               | line 1: endOfDay must be a Quartz cron expression
            house     | minorUnitDigits: 8                | line 1: minorUnitDigits must be names with one value each
            house     | 'minorUnitDigits: {BTC: {x: 8}}'  | line 1: minorUnitDigits.BTC.x is no setting
            house     | minorUnitDigits: {BTC: -1}        | line 1: minorUnitDigits.BTC must be a whole number
            house     | baseCurrency: ZZZ                 | line 1: house.baseCurrency: currency ZZZ has no minor unit
            house     | calendar: ../x.csv                | line 1: calendar must be a file name inside
            house     | calendar: calendars/no.csv        | calendar calendars/no.csv is neither in
            sizing    | levels: [0.999, 0.99]             | line 1: sizing.levels: must be ascending
            sizing    | levels: []                        | line 1: sizing.levels: needs at least one level
            sizing    | levels: [1.5]                     | line 1: levels must be a decimal number from 0.5 to 0.9999
            sizing    | source: GUESS                     | line 1: source must be one of HISTORICAL,
            sizing    | schedule: monthly                 | line 1: schedule must be a Quartz cron expression
            margin    | model: SPAN                       | line 1: model must be one of FLAT_RATE
            """)
    void whatIsNotAcceptableIsRefusedWithFileLineAndKey(String file, String text, String message) throws IOException {
        write(file + ".yml", text.replace("\\n", "\n"));
        assertThatThrownBy(this::load).isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message).hasMessageContaining(file + ".yml");
    }

    @Test
    void aFileWithAnUnknownNameIsRefused() throws IOException {
        write("waterfal.yml", "maxRounds: 5\n");
        assertThatThrownBy(this::load).isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith("waterfal.yml is no settings file (did you mean waterfall.yml?);"
                        + " the files are findings.yml, house.yml, margin.yml, sizing.yml, waterfall.yml");
    }

    @Test
    void aConfigurationDirectoryThatWasNamedMustBeThere() {
        assertThatThrownBy(() -> ConfigDirectory.named(config.resolve("nowhere"))).isInstanceOf(CommandFailure.class)
                .hasMessageContaining(config.resolve("nowhere").toString());
    }

    @Test
    void theCanonicalTextReadsBackAndDoesNotDependOnHowAValueWasWritten() throws IOException {
        write("waterfall.yml", "initialFactor: 1.250\nmaxRounds: 0050\n");
        Settings settings = load();
        String text = settings.canonicalText();
        assertThat(text).startsWith("format=1\n").contains("\nwaterfall.initialFactor=1.25\n", "waterfall.maxRounds=50\n",
                "\ncalendar.2026-04-03=Good Friday\n");
        assertThat(text.lines().skip(1).toList()).isSorted();
        assertThat(Settings.parse(text)).isEqualTo(settings);
        assertThat(Settings.parse(text).canonicalText()).isEqualTo(text);

        write("waterfall.yml", "maxRounds: 50\ninitialFactor: \"1.25\"\n");
        assertThat(load().sha256()).isEqualTo(settings.sha256()).matches("[0-9a-f]{64}");
        assertThat(load().with("waterfall.maxRounds", "51").sha256()).isNotEqualTo(settings.sha256());
    }

    @Test
    void storedSettingsOfAnotherVersionAreRefused() {
        String text = Settings.defaults().canonicalText();
        assertThatThrownBy(() -> Settings.parse(text.replace("format=1", "format=9")))
                .hasMessageContaining("another version");
        assertThatThrownBy(() -> Settings.parse(text + "waterfall.speed=9\n"))
                .hasMessage("waterfall.speed: is no setting of this version");
        assertThatThrownBy(() -> Settings.parse(text.replaceFirst("(?m)^house.zone=.*\n", "")))
                .hasMessage("house.zone: has no value");
        assertThat(Settings.parse(text.replaceFirst("(?m)^waterfall.cascadeBooking=.*\n", "")))
                .as("from before there was such a setting").isEqualTo(Settings.parse(text));
        assertThat(Settings.resultText(Settings.parse(text).with("waterfall.cascadeBooking", "HELD").canonicalText()))
                .isEqualTo(Settings.resultText(text)).isNotEqualTo(text);
        assertThatThrownBy(() -> Settings.parse(text + "house.zone=Europe/Zurich\n")).hasMessageContaining("bad line");
    }

    @Test
    void aStoredTextThatIsOlderThanASettingHasTheProgramsOwnValueAndStaysTheTextItIs() {
        String text = Settings.defaults().canonicalText().replaceFirst("(?m)^waterfall.cascadeBooking=.*\n", "");
        Settings older = Settings.parse(text);
        assertThat(older.waterfall().cascadeBooking()).isEqualTo(Settings.defaults().waterfall().cascadeBooking());
        assertThat(older.canonicalText()).isEqualTo(text).doesNotContain("cascadeBooking");
        assertThat(older.with("waterfall.maxRounds", "51").canonicalText()).doesNotContain("cascadeBooking");
        assertThat(older.with("waterfall.cascadeBooking", "HELD").canonicalText()).contains("cascadeBooking=HELD");
    }

    @Test
    void everySettingIsListedWithWhereItStandsAlsoAMapWithNothingInItAndHasItsRowInTheDocuments() throws IOException {
        List<String> shown = SettingsLoader.loadDefaults().values().stream().map(SettingValue::key).toList();
        String page = Files.readString(Path.of("../docs/reference/settings.md"));
        for (Setting<?> setting : SettingsSchema.ALL) {
            assertThat(shown).anyMatch(key -> key.equals(setting.key()) || SettingsSchema.isInside(key, setting));
            assertThat(page).contains("| " + setting.name().replace("severity.", "") + " |");
        }
        assertThat(shown).contains("margin.tiers").doesNotHaveDuplicates();
        write("margin.yml", "tiers:\n  ENERGY: \"1000000: 1.5\"\n");
        assertThat(SettingsLoader.load(new ConfigDirectory(config)).values()).map(SettingValue::key)
                .contains("margin.tiers.ENERGY").doesNotContain("margin.tiers");
    }

    @Test
    void theCalendarSaysWhichDaysAreBusinessDays() throws IOException {
        Holidays target = Settings.defaults().holidays();
        assertThat(target.isBusinessDay(LocalDate.of(2026, 4, 2))).isTrue();
        assertThat(target.isBusinessDay(LocalDate.of(2026, 4, 3))).as("Good Friday").isFalse();
        assertThat(target.isBusinessDay(LocalDate.of(2026, 4, 4))).as("Saturday").isFalse();
        assertThat(target.covers(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(target.covers(LocalDate.of(2050, 1, 1))).isFalse();

        write("house.yml", "calendar: calendars/own.csv\n");
        Path own = config.resolve("calendars/own.csv");
        Files.writeString(own, "date,name\n2026-07-01,\"Day, of the house\"\n");
        assertThat(load().holidays().names()).containsExactly(Map.entry(LocalDate.of(2026, 7, 1), "Day, of the house"));
        Files.writeString(own, "date,name\n2026-07-01,a\n2026-07-01,b\n");
        assertThatThrownBy(this::load).hasMessageEndingWith("own.csv line 3: 2026-07-01 stands twice");
        Files.writeString(own, "date,name\n2026-02-30,a\n");
        assertThatThrownBy(this::load).hasMessageContaining("line 2: '2026-02-30' is no date");
        Files.writeString(own, "day,name\n");
        assertThatThrownBy(this::load).hasMessageContaining("line 1: the header must be date,name");
        Files.writeString(own, "");
        assertThatThrownBy(this::load).hasMessageContaining("is empty");
    }

    @Test
    void aSeverityCanBeChanged() throws IOException {
        write("findings.yml", "severity:\n  PRICE_MISSING: WARNING\n");
        assertThat(load().findings().severityOf(FindingCode.PRICE_MISSING)).isEqualTo(Severity.WARNING);
        assertThat(load().findings().severityOf(FindingCode.PRICE_CONFLICT)).isEqualTo(Severity.BLOCKING);
    }

    @Test
    void technicalSettingsOfTheDirectoryWinOverTheProgramsOwn() throws IOException {
        assertThat(OperatorSettings.load(new ConfigDirectory(config)).text("spillway.lease.expirySeconds", ""))
                .isEqualTo("30");
        Files.writeString(config.resolve("application.yml"), """
                spillway.lease.expirySeconds: 7
                logging.level.org.hibernate: INFO
                """);
        OperatorSettings settings = OperatorSettings.load(new ConfigDirectory(config));
        assertThat(settings.text("spillway.lease.expirySeconds", "")).isEqualTo("7");
        assertThat(settings.text("spring.datasource.url", "none")).isEqualTo("none");
        assertThat(settings.loggingLevels()).containsEntry("org.hibernate", "INFO").containsEntry("root", "WARN");
        Files.writeString(config.resolve("application.yml"), "a: [b");
        assertThatThrownBy(() -> OperatorSettings.load(new ConfigDirectory(config)))
                .isInstanceOf(CommandFailure.class).hasMessageContaining(config.resolve("application.yml") + " line 1: is not YAML");
        System.setProperty("spillway.lease.expirySeconds", "8");
        try {
            Files.delete(config.resolve("application.yml"));
            settings = OperatorSettings.load(new ConfigDirectory(config));
            assertThat(settings.text("spillway.lease.expirySeconds", "")).isEqualTo("8");
            assertThat(settings.values()).contains(new SettingValue("spillway.lease.expirySeconds", "8",
                    new Origin("system property", 0)));
        } finally {
            System.clearProperty("spillway.lease.expirySeconds");
        }
    }

    private Settings load() {
        return SettingsLoader.load(new ConfigDirectory(config)).settings();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(config.resolve("risk").resolve(file), text);
    }
}
