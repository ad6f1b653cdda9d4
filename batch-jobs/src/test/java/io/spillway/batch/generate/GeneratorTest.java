package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeneratorTest {

    private static final LocalDate MONDAY = LocalDate.of(2027, 2, 1);
    private static final GeneratorSettings SAMPLE = GeneratorSettings.sample(MONDAY, 1);
    private static final GeneratorSettings SMALL = SAMPLE.withSizes(6, 40, 12, 200).withDays(3, 2);

    @TempDir
    private static Path sampleDirectory;
    private static GeneratedFiles sample;

    @BeforeAll
    static void generateTheSample() throws IOException {
        Generator.generate(SAMPLE, sampleDirectory, ProgressListener.NONE);
        sample = new GeneratedFiles(sampleDirectory);
    }

    @Test
    void theSameSeedGivesTheSameBytes(@TempDir Path one, @TempDir Path other) throws IOException {
        Generator.generate(SMALL, one, ProgressListener.NONE);
        Generator.generate(SMALL, other, ProgressListener.NONE);
        assertThat(new GeneratedFiles(other).contents()).isEqualTo(new GeneratedFiles(one).contents());
    }

    @Test
    void anotherSeedGivesAnotherMarket(@TempDir Path one, @TempDir Path other) throws IOException {
        Generator.generate(SMALL, one, ProgressListener.NONE);
        Generator.generate(SMALL.withSeed(2), other, ProgressListener.NONE);
        GeneratedFiles first = new GeneratedFiles(one);
        GeneratedFiles second = new GeneratedFiles(other);
        for (String file : List.of("2027-02-01/positions.csv", "2027-02-01/prices.csv", "2027-02-01/trades.csv",
                "2027-02-01/collateral.csv", "reference/members.csv", "reference/history.csv")) {
            assertThat(second.lines(file)).as(file).isNotEqualTo(first.lines(file));
        }
    }

    @Test
    void theSampleHasTheSizesAskedForAndTellsWhatItWrote(@TempDir Path directory) throws IOException {
        GeneratedMarket market = Generator.generate(SMALL, directory, ProgressListener.NONE);
        GeneratedFiles files = new GeneratedFiles(directory);
        assertThat(market.positions()).isEqualTo(200).isEqualTo(files.rows("2027-02-01/positions.csv").size());
        assertThat(market.businessDates()).map(LocalDate::toString).isEqualTo(files.days());
        assertThat(market.crashDate()).contains(MONDAY.plusDays(1));
        assertThat(market.tradeRows())
                .isEqualTo(files.days().stream().mapToLong(day -> files.rows(day + "/trades.csv").size()).sum());
        assertThat(sample.rows("reference/members.csv")).hasSize(40);
        assertThat(sample.rows("reference/accounts.csv")).hasSize(2_000);
        assertThat(sample.rows("reference/instruments.csv")).hasSize(60);
        assertThat(sample.rows("2027-02-01/positions.csv")).hasSize(20_000);
        assertThat(sample.days()).containsExactly("2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04", "2027-02-05",
                "2027-02-08");
    }

    @Test
    void headersAreTheColumnsOfTheInputsInOrder() {
        Map<String, String> headers = Map.ofEntries(
                Map.entry("reference/members.csv", "member_id,lei,name,group_id,capital,fund_contribution"),
                Map.entry("reference/accounts.csv", "account_id,member_id,kind,backup_member_id"),
                Map.entry("reference/instruments.csv", "instrument_id,product,type,underlying,currency,multiplier,tick,"
                        + "lot,expiry,strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,impact,"
                        + "price_limit,allow_negative"),
                Map.entry("reference/assets.csv", "asset_id,type,issuer_member_id,currency,haircut,concentration_limit"),
                Map.entry("reference/calendar.csv", "date,name"),
                Map.entry("reference/funds.csv", "layer,amount"),
                Map.entry("reference/history.csv", "date,instrument_id,settlement_price"),
                Map.entry("2027-02-01/prices.csv", "instrument_id,currency,settlement_price,implied_vol,funding_rate"),
                Map.entry("2027-02-01/fx.csv", "currency,rate_to_base"),
                Map.entry("2027-02-01/trades.csv",
                        "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at"),
                Map.entry("2027-02-01/collateral.csv", "movement_id,account_id,asset_id,quantity"),
                Map.entry("2027-02-01/positions.csv", "account_id,instrument_id,quantity"));
        headers.forEach((file, header) -> assertThat(sample.lines(file).get(0)).as(file).isEqualTo(header));
    }

    @Test
    void everyManifestListsItsFolderWithRowsAndHashes() throws Exception {
        int sequence = 0;
        List<String> folders = new ArrayList<>(List.of("reference"));
        folders.addAll(sample.days());
        for (String folder : folders) {
            JsonNode manifest = JsonMapper.shared().readTree(sampleDirectory.resolve(folder).resolve("manifest.json"));
            assertThat(manifest.get("house").asString()).isEqualTo("Sample Clearing House");
            assertThat(manifest.get("businessDate").asString())
                    .isEqualTo(folder.equals("reference") ? "2027-02-01" : folder);
            assertThat(manifest.get("sequence").asInt()).isEqualTo(sequence++);
            Set<String> listed = new HashSet<>(Set.of("manifest.json"));
            for (JsonNode file : manifest.get("files")) {
                String name = file.get("name").asString();
                listed.add(name);
                byte[] bytes = Files.readAllBytes(sampleDirectory.resolve(folder).resolve(name));
                assertThat(file.get("sha256").asString())
                        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
                assertThat(file.get("rows").asLong()).isPositive()
                        .isEqualTo(sample.rows(folder + "/" + name).size());
            }
            try (var entries = Files.list(sampleDirectory.resolve(folder))) {
                assertThat(entries.map(path -> path.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
            }
        }
    }

    @Test
    void linesEndInLineFeedAndNumbersHaveNoExponent() {
        sample.contents().forEach((file, text) -> {
            assertThat(text).as(file).endsWith("\n").doesNotContain("\r");
            if (file.endsWith(".csv")) {
                assertThat(text).as(file).doesNotContainPattern("[,\n]-?[0-9.]+[eE][-+]?[0-9]+[,\n]").doesNotContain("NaN");
            }
        });
    }

    @Test
    void theOpeningBookIsMatchedAndHasNoEmptyOrDoublePosition() {
        Map<String, BigDecimal> net = new HashMap<>();
        Set<String> held = new HashSet<>();
        for (Map<String, String> row : sample.rows("2027-02-01/positions.csv")) {
            BigDecimal quantity = new BigDecimal(row.get("quantity"));
            assertThat(quantity.signum()).isNotZero();
            assertThat(held.add(row.get("account_id") + " " + row.get("instrument_id"))).isTrue();
            net.merge(row.get("instrument_id"), quantity, BigDecimal::add);
        }
        assertThat(net).hasSize(60);
        assertThat(net.values()).allMatch(sum -> sum.signum() == 0);
    }

    @Test
    void everyTradeMatchNetsToZeroAtOnePriceBetweenTwoAccounts() {
        Set<String> tradeIds = new HashSet<>();
        for (String day : sample.days()) {
            Map<String, List<Map<String, String>>> matches = new HashMap<>();
            for (Map<String, String> row : sample.rows(day + "/trades.csv")) {
                assertThat(tradeIds.add(row.get("trade_id"))).isTrue();
                matches.computeIfAbsent(row.get("match_id"), id -> new ArrayList<>()).add(row);
            }
            assertThat(matches).hasSize(400);
            matches.values().forEach(rows -> {
                assertThat(rows).hasSize(2);
                assertThat(new BigDecimal(rows.get(0).get("quantity")))
                        .isEqualByComparingTo(new BigDecimal(rows.get(1).get("quantity")).negate());
                assertThat(rows.get(0).get("price")).isEqualTo(rows.get(1).get("price"));
                assertThat(rows.get(0).get("instrument_id")).isEqualTo(rows.get(1).get("instrument_id"));
                assertThat(rows.get(0).get("account_id")).isNotEqualTo(rows.get(1).get("account_id"));
            });
        }
    }

    @Test
    void quantitiesAreOnTheLotAndPricesOnTheTick() {
        Map<String, Map<String, String>> instruments = sample.byFirstColumn("reference/instruments.csv");
        Map<String, String> priceColumns = new HashMap<>(Map.of("reference/history.csv", "settlement_price"));
        sample.days().forEach(day -> {
            priceColumns.put(day + "/prices.csv", "settlement_price");
            priceColumns.put(day + "/trades.csv", "price");
        });
        priceColumns.forEach((file, column) -> sample.rows(file).forEach(row -> {
            Map<String, String> instrument = instruments.get(row.get("instrument_id"));
            assertWhole(row.get(column), instrument.get("tick"), file + " " + row);
            if (instrument.get("allow_negative").equals("false")) {
                assertThat(new BigDecimal(row.get(column))).as(file + " " + row).isPositive();
            }
        }));
        for (String file : List.of("2027-02-01/positions.csv", "2027-02-01/trades.csv", "2027-02-08/trades.csv")) {
            sample.rows(file).forEach(row -> assertWhole(row.get("quantity"),
                    instruments.get(row.get("instrument_id")).get("lot"), file + " " + row));
        }
    }

    @Test
    void everyIdNamesSomethingInTheReferenceFiles() {
        Set<String> accounts = sample.byFirstColumn("reference/accounts.csv").keySet();
        Set<String> instruments = sample.byFirstColumn("reference/instruments.csv").keySet();
        Set<String> members = sample.byFirstColumn("reference/members.csv").keySet();
        for (Map<String, String> account : sample.rows("reference/accounts.csv")) {
            assertThat(members).contains(account.get("member_id"));
            if (!account.get("backup_member_id").isEmpty()) {
                assertThat(members).contains(account.get("backup_member_id"));
                assertThat(account.get("backup_member_id")).isNotEqualTo(account.get("member_id"));
                assertThat(account.get("kind")).isEqualTo("CLIENT_SEGREGATED");
            }
        }
        for (String member : members) {
            assertThat(sample.byFirstColumn("reference/accounts.csv").get(member + "-H").get("kind")).isEqualTo("HOUSE");
        }
        for (String day : sample.days()) {
            assertThat(sample.rows(day + "/prices.csv")).map(row -> row.get("instrument_id"))
                    .containsExactlyElementsOf(instruments);
            assertThat(sample.rows(day + "/trades.csv")).allMatch(row -> accounts.contains(row.get("account_id"))
                    && instruments.contains(row.get("instrument_id")));
            assertThat(sample.rows(day + "/collateral.csv")).allMatch(row -> accounts.contains(row.get("account_id"))
                    && Set.of("USD", "EUR", "JPY").contains(row.get("asset_id")));
        }
    }

    @Test
    void tradesAreMadeBeforeTheCutOffInItsZone() {
        for (String day : sample.days()) {
            OffsetDateTime cutOff = LocalDate.parse(day).atTime(17, 30).atZone(ZoneId.of("Europe/Zurich")).toOffsetDateTime();
            assertThat(sample.rows(day + "/trades.csv")).map(row -> OffsetDateTime.parse(row.get("traded_at")))
                    .allMatch(time -> time.isBefore(cutOff) && time.isAfter(cutOff.minusHours(10))
                            && time.getOffset().equals(cutOff.getOffset()));
        }
    }

    @Test
    void instrumentsShowEveryImpactModelSeveralLotsAndNegativePrices() {
        List<Map<String, String>> instruments = sample.rows("reference/instruments.csv");
        assertThat(instruments).map(row -> row.get("impact")).contains("LINEAR", "EXPONENTIAL", "SQUARE_ROOT", "NONE");
        assertThat(instruments).map(row -> row.get("lot")).contains("1", "0.001", "0.01", "10");
        assertThat(instruments).map(row -> row.get("currency")).contains("USD", "EUR", "JPY");
        assertThat(instruments).filteredOn(row -> row.get("allow_negative").equals("true")).hasSize(2)
                .allMatch(row -> !row.get("reference_price").isEmpty());
        assertThat(instruments).filteredOn(row -> !row.get("price_limit").isEmpty()).hasSizeGreaterThan(5);
        assertThat(instruments).allMatch(row -> LocalDate.parse(row.get("expiry")).isAfter(LocalDate.of(2027, 2, 8)));
        assertThat(instruments).filteredOn(row -> row.get("impact").equals("LINEAR")
                || row.get("impact").equals("EXPONENTIAL")).allMatch(row -> !row.get("depth").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"2,2,1,2", "2,2,2,4", "2,3,1,3", "3,3,2,5", "2,2,5,2", "2,2,130,260", "5,5,3,15", "7,50,1,50", "2,500,3,6",
        "9,9,61,20", "30,30,10,300"})
    void theSmallestAndFullestHousesAreMatchedToo(int members, int accounts, int instruments, int positions,
            @TempDir Path directory) throws IOException {
        Generator.generate(SAMPLE.withSizes(members, accounts, instruments, positions).withDays(3, 2), directory,
                ProgressListener.NONE);
        GeneratedFiles files = new GeneratedFiles(directory);
        Map<String, BigDecimal> net = new HashMap<>();
        List<Map<String, String>> rows = files.rows("2027-02-01/positions.csv");
        rows.forEach(row -> net.merge(row.get("instrument_id"), new BigDecimal(row.get("quantity")), BigDecimal::add));
        assertThat(rows).hasSize(positions);
        assertThat(net.values()).allMatch(sum -> sum.signum() == 0);
        assertThat(files.rows("reference/accounts.csv")).hasSize(accounts);
        for (String day : files.days()) {
            assertThat(files.rows(day + "/trades.csv")).isNotEmpty();
            assertThat(files.rows(day + "/collateral.csv")).isNotEmpty();
        }
    }

    @Test
    void aDirectoryWithAnEarlierMarketIsRefused() {
        assertThatThrownBy(() -> Generator.generate(SMALL, sampleDirectory, ProgressListener.NONE))
                .isInstanceOf(IOException.class).hasMessageContaining("reference exists already; delete it");
    }

    @Test
    void aFirstDayThatIsNoBusinessDayIsRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> Generator.generate(GeneratorSettings.sample(LocalDate.of(2027, 3, 26), 1), directory,
                ProgressListener.NONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2027-03-26, a Good Friday");
        assertThatThrownBy(() -> Generator.generate(GeneratorSettings.sample(LocalDate.of(2027, 1, 30), 1), directory,
                ProgressListener.NONE)).hasMessageContaining("weekend day");
    }

    @Test
    void progressIsToldStageByStage(@TempDir Path directory) throws IOException {
        List<String> heard = new ArrayList<>();
        Generator.generate(SMALL, directory, (stage, done, total) -> heard.add(done + "/" + total + " " + stage));
        assertThat(heard).containsExactly("0/5 house, market and positions", "1/5 reference files",
                "2/5 business date 2027-02-01", "3/5 business date 2027-02-02", "4/5 business date 2027-02-03", "5/5 done");
    }

    private static void assertWhole(String value, String step, String what) {
        assertThat(new BigDecimal(value).remainder(new BigDecimal(step)).signum()).as(what).isZero();
    }
}
