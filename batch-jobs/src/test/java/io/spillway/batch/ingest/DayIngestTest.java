package io.spillway.batch.ingest;

import static io.spillway.batch.ingest.TestFiles.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.day.Reject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

class DayIngestTest {

    private static final String DAY = FIRST.toString();

    @TempDir
    private Path temp;
    private TestFiles files;
    private TestStore store;

    @BeforeEach
    void house() {
        files = TestFiles.smallHouse(temp.resolve("inputs"));
        store = new TestStore(temp.resolve("data"));
        store.begin(1, FIRST, null);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DayIngest.Summary load() {
        files.seal(FIRST);
        files.seal("reference", DAY);
        return store.load(1, FIRST, files);
    }

    private List<String> rejects() {
        return store.inputs(1).rejects().stream().map(r -> r.file() + ":" + r.line() + " " + r.column() + " '" + r.value()
                + "' " + r.reason()).toList();
    }

    @Test
    void aSoundDayLeavesNoRejectAndNoFinding() {
        DayIngest.Summary summary = load();
        assertThat(summary.findings()).isEmpty();
        assertThat(summary.rejectedRows()).isZero();
        assertThat(summary.rows()).isEqualTo(3 + 5 + 2 + 2 + 1 + 2 + 3 + 3 + 2 + 1 + 2 + 2 + 2 + 6);
        assertThat(summary.files()).extracting(DayIngest.FileSummary::name).containsExactly("members.csv",
                "accounts.csv", "instruments.csv", "assets.csv", "calendar.csv", "funds.csv", "history.csv",
                "prices.csv", "fx.csv", "asset-prices.csv", "trades.csv", "collateral.csv", "fund-movements.csv",
                "positions.csv");
        assertThat(store.texts("select account_id || account_key from account_reference order by account_key"))
                .containsExactly("A-C11", "A-H2", "B-H3", "B-O4", "C-H5");
        assertThat(store.texts("select name || ' ' || stated_rows || ' ' || read_rows || ' ' || rejected_rows"
                + " from input_file where name = 'positions.csv'")).containsExactly("positions.csv 6 6 0");
    }

    @Test
    void fault5AFileThatDiffersFromItsManifestRejectsTheDayAndNothingStays() {
        files.append(DAY, "positions.csv", "A-H,OIL,1");
        assertThatThrownBy(() -> store.load(1, FIRST, files)).isInstanceOf(InputException.class)
                .hasMessageContaining(Path.of(DAY, "positions.csv").toString())
                .hasMessageContaining("has 7 rows, its manifest says 6").hasMessageContaining("send it again");
        assertThat(store.everythingLoaded()).isEmpty();

        files.replace(DAY, "positions.csv", "\nA-H,OIL,1\n", "\n");
        files.replace(DAY, "positions.csv", "A-H,OIL,10", "A-H,OIL,11");
        assertThatThrownBy(() -> store.load(1, FIRST, files)).isInstanceOf(InputException.class)
                .hasMessageContaining("does not have the SHA-256 that its manifest says");
        assertThat(store.everythingLoaded()).isEmpty();
    }

    @Test
    void fault5ATruncatedReferenceFileLikewise() {
        Map<String, String> entries = new TreeMap<>(files.entries("reference"));
        entries.put("accounts.csv", entries.get("accounts.csv").replace("\"rows\": 5", "\"rows\": 9"));
        files.manifest("reference", TestFiles.HOUSE, DAY, entries);
        assertThatThrownBy(() -> store.load(1, FIRST, files)).isInstanceOf(InputException.class)
                .hasMessageContaining("accounts.csv has 5 rows, its manifest says 9");
        assertThat(store.everythingLoaded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prices.csv", "fx.csv", "positions.csv"})
    void fault7AHeaderWithoutRowsIsNotADayWithoutChanges(String name) {
        files.day(FIRST, name, String.join(",", InputFile.find(name, InputFile.Place.DAY).orElseThrow().columns()));
        assertThatThrownBy(this::load).isInstanceOf(InputException.class).hasMessageContaining(name + " is empty");
        files.delete(DAY, name);
        assertThatThrownBy(this::load).isInstanceOf(InputException.class).hasMessageContaining(name + " is missing");
    }

    @Test
    void fault7TradesAndMovementsMayBeEmptyOrMissing() {
        files.day(FIRST, "trades.csv", "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at");
        files.delete(DAY, "collateral.csv");
        assertThat(load().rejectedRows()).isZero();
        assertThat(store.inputs(1).trades()).isEmpty();
        assertThat(store.inputs(1).collateral()).isEmpty();
    }

    @Test
    void theFirstDayNeedsItsReferenceFiles() {
        files.delete("reference", "members.csv");
        files.reference("funds.csv", "layer,amount");
        assertThatThrownBy(this::load).isInstanceOf(InputException.class)
                .hasMessageContaining("members.csv is missing").hasMessageContaining("funds.csv is empty");
        files.delete("reference", Manifest.FILE_NAME);
        assertThatThrownBy(() -> store.load(1, FIRST, files)).isInstanceOf(InputException.class)
                .hasMessageContaining("the reference files wait for their manifest");
    }

    @Test
    void whatAnAuctionPaidIsReadRowByRow() {
        files.day(FIRST, "closeouts.csv", "account_id,instrument_id,quantity,price,buyer_account_id",
                "A-H,OIL,-2,71.25,B-H", "A-H,OIL,two,71.25,B-H");
        assertThat(load().rejectedRows()).isEqualTo(1);
        assertThat(store.texts("select line_no || ' ' || account_id || ' ' || buyer_account_id from input_closeout"))
                .containsExactly("2 A-H B-H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e308", "N/A", "71\u066B5", "7.1e1", "\u0667\u0661", "0x47", "+71", "71.",
        "71 ", "1234567890123456789012345678901234567890123", "999999999999999999999999999"})
    void fault17APriceThatIsNoPlainDecimalRejectsItsRowByLineAndColumn(String price) {
        files.replace(DAY, "prices.csv", "OIL,USD,71.25,,", "OIL,USD," + price + ",,");
        assertThat(load().rejectedRows()).isEqualTo(1);
        assertThat(store.inputs(1).prices()).extracting("instrumentId").containsExactly("BTC", "CRUDE");
        assertThat(store.inputs(1).rejects()).singleElement()
                .extracting(Reject::file, Reject::line, Reject::column, Reject::value)
                .containsExactly("prices.csv", 2L, "settlement_price", price);
    }

    @Test
    void fault12And17AnEmptyPriceIsNoPriceAndCommaDecimalsAreTwoCells() {
        files.replace(DAY, "prices.csv", "OIL,USD,71.25,,", "OIL,USD,,,");
        files.replace(DAY, "prices.csv", "BTC,EUR,60000,,", "BTC,EUR,60000,5,,");
        load();
        assertThat(rejects()).containsExactly("prices.csv:2 settlement_price '' is empty, a decimal number is expected",
                "prices.csv:3  'BTC' the row has 6 cells, the header has 5");
    }

    @Test
    void fault18MoreDecimalPlacesThanAPriceHasAreRejected() {
        files.replace(DAY, "prices.csv", "OIL,USD,71.25,,", "OIL,USD,71.12345678901,,");
        load();
        assertThat(rejects()).singleElement().asString().contains("has more than 10 decimal places");
    }

    @Test
    void fault10And11And19And26RowsThatOnlyTheHouseCanJudgeAreKeptAsTheyCame() {
        files.append(DAY, "prices.csv", "OIL,USD,72,,", "GOLD,USD,1,,", "BTC,USD,-1,,");
        files.append(DAY, "trades.csv", "T1,M1,NOBODY,OIL,2,71.1,2026-03-02T10:00:00+01:00");
        assertThat(load().rejectedRows()).isZero();
        assertThat(store.inputs(1).prices()).extracting("line", "instrumentId").endsWith(tuple(5L, "OIL"),
                tuple(6L, "GOLD"), tuple(7L, "BTC"));
        assertThat(store.inputs(1).trades()).extracting("tradeId", "accountId").endsWith(tuple("T1", "NOBODY"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T10:00:00, is no time with its offset", "2026-03-02, is no time with its offset",
        "2026-02-30T10:00:00Z, is no time with its offset", "2026-03-02T10:00:00+01:00[Europe/Zurich], is no time"})
    void fault27ATradeTimeWithoutItsOffsetCouldBeOnEitherSideOfTheCutOff(String time, String reason) {
        files.replace(DAY, "trades.csv", "2,71.1,2026-03-02T10:00:00+01:00", "2,71.1," + time);
        load();
        assertThat(rejects()).isNotEmpty().allMatch(r -> r.contains(reason) && r.contains("traded_at"));
    }

    @Test
    void fault27ATradeKeepsTheMomentItWasMade() {
        files.replace(DAY, "trades.csv", "-2,71.1,2026-03-02T10:00:00+01:00", "-2,71.1,2026-03-02T23:59:59.999Z");
        load();
        assertThat(store.inputs(1).trades().get(1).tradedAt()).hasToString("2026-03-02T23:59:59.999Z");
    }

    @Test
    void fault22BlanksAroundACellAreRefusedNotCutOff() {
        files.replace(DAY, "prices.csv", "OIL,USD,71.25,,", "OIL ,USD,71.25,,");
        files.replace(DAY, "fx.csv", "EUR,1.1234567890123", "\u00A0EUR,1.1234567890123");
        load();
        assertThat(rejects()).containsExactly("prices.csv:2 instrument_id 'OIL ' begins or ends with a blank; remove it",
                "fx.csv:3 currency '\u00A0EUR' begins or ends with a blank; remove it");
    }

    @Test
    void fault11And24PositionsOfUnknownAccountsAndInstrumentsAreRejectedAndBlock() {
        files.append(DAY, "positions.csv", "NOBODY,OIL,1", "NOBODY,OIL,2", "A-H,GOLD,1", "A H,OIL,1");
        DayIngest.Summary summary = load();
        assertThat(rejects()).containsExactly(
                "positions.csv:8 account_id 'NOBODY' no such account; list it in accounts.csv or correct it",
                "positions.csv:9 account_id 'NOBODY' no such account; list it in accounts.csv or correct it",
                "positions.csv:10 instrument_id 'GOLD' no such instrument; list it in instruments.csv or correct it",
                "positions.csv:11 account_id 'A H' is no id: 1 to 64 of letters, digits and . _ : # + -, beginning with a"
                        + " letter or digit");
        assertThat(summary.findings()).extracting(Finding::code, Finding::severity, Finding::item).containsExactly(
                tuple(FindingCode.INSTRUMENT_UNKNOWN, Severity.BLOCKING, "GOLD"),
                tuple(FindingCode.ACCOUNT_UNKNOWN, Severity.BLOCKING, "NOBODY"),
                tuple(FindingCode.POSITION_BREAK, Severity.BLOCKING, "positions.csv"));
        assertThat(summary.findings().get(1).message()).startsWith("positions.csv line 8 and 1 later row name an account");
        assertThat(store.opening(1).book().positions()).isEqualTo(5);
    }

    @Test
    void fault28And18QuantitiesOffTheLotOrPast64BitsAreRejectedAndTheBookLacksThem() {
        files.append(DAY, "positions.csv", "A-H,OIL,0.5", "A-H,OIL,9223372036854775808", "A-H,BTC,0.0005");
        DayIngest.Summary summary = load();
        assertThat(summary.rejectedRows()).isEqualTo(3);
        assertThat(rejects()).element(0).asString().contains("positions.csv:8 quantity '0.5'")
                .contains("is not a whole multiple of the lot 1 of OIL");
        assertThat(rejects()).element(1).asString().contains("passes 64 bits of lots");
        assertThat(summary.findings()).singleElement()
                .extracting(Finding::code, Finding::severity).containsExactly(FindingCode.POSITION_BREAK, Severity.BLOCKING);
    }

    @Test
    void fault28APositionThatAddsUpPast64BitsIsAnError() {
        files.append(DAY, "positions.csv", "C-H,OIL,9223372036854775807", "C-H,OIL,1");
        load();
        assertThatThrownBy(() -> store.opening(1)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "members.csv|MC,,=HYPERLINK(1),G1,0,0|MC,,,G1,0,0|name|is empty",
        "members.csv|MC,,=HYPERLINK(1),G1,0,0|MC,,X,G1,-1,0|capital|must not be below zero",
        "members.csv|MC,,=HYPERLINK(1),G1,0,0|MC,,X,G1,0.001,0|capital|has more than 2 decimal places",
        "members.csv|MC,,=HYPERLINK(1),G1,0,0|MA,,X,G1,0,0|member_id|is listed in line 2 already",
        "members.csv|MC,,=HYPERLINK(1),G1,0,0|INSURANCE_FUND,,X,,0,0|member_id|is a name of the house's own",
        "accounts.csv|B-O,MB,CLIENT_OMNIBUS,|B-O,MX,CLIENT_OMNIBUS,|member_id|no such member",
        "accounts.csv|B-O,MB,CLIENT_OMNIBUS,|B-O,MB,CLIENT_OMNIBUS,MB|backup_member_id|cannot be its own backup",
        "accounts.csv|B-O,MB,CLIENT_OMNIBUS,|B-O,MB,NOSTRO,|kind|must be one of [HOUSE, CLIENT_OMNIBUS",
        "accounts.csv|B-O,MB,CLIENT_OMNIBUS,|LIQUIDITY,MB,HOUSE,|account_id|is the house's own account",
        "instruments.csv|BTC,FUTURE|BTC,OPTION|''|an option needs strike, right and premium_style",
        "instruments.csv|BTC,FUTURE|BTC,SWAP|product|must be one of [FUTURE, PERPETUAL, OPTION]",
        "instruments.csv|EUR,1,,0.001,|EUR,1,,0,|''|lot: must be positive",
        "instruments.csv|EUR,1,,0.001,|EUR,1,,-1,|''|lot: must be positive",
        "instruments.csv|EUR,1,,0.001,|XXX,1,,0.001,|currency|has no minor unit in ISO 4217",
        "instruments.csv|100000,0.04,SQUARE_ROOT|,0.04,SQUARE_ROOT|''|adv: SQUARE_ROOT impact needs",
        "instruments.csv|SQUARE_ROOT,,false|SQUARE_ROOT,,no|allow_negative|must be true or false",
        "instruments.csv|0.001,,,,,0.2|0.001,2026-13-01,,,,0.2|expiry|is no date such as",
        "instruments.csv|0.001,,,,,0.2|0.001,,50000,,,0.2|right|must be one of [CALL, PUT]",
        "instruments.csv|0.001,,,,,0.2|0.001,,50000,CALL,PREMIUM,0.2|''|are terms of options, not of a FUTURE",
        "assets.csv|EUR,CASH,,EUR,0.05,|BOND,SECURITY,MX,EUR,0.05,|issuer_member_id|no such member",
        "assets.csv|EUR,CASH,,EUR,0.05,|EUR,CASH,MA,EUR,0.05,|issuer_member_id|must be empty for cash",
        "assets.csv|EUR,CASH,,EUR,0.05,|EUR,CASH,,EUR,1.05,|haircut|must be 0 to 1",
        "assets.csv|EUR,CASH,,EUR,0.05,|EUR2,CASH,,USD,0.05,|currency|cash in USD is listed already",
        "calendar.csv|2026-04-03,Good Friday|03.04.2026,Good Friday|date|is no date such as 2026-03-02",
        "funds.csv|INSURANCE_FUND,75.25|ASSESSMENTS,75.25|layer|is no shared layer",
        "history.csv|2026-02-27,OIL,71|2026-03-02,OIL,71|date|the history ends before the business date",
        "history.csv|2026-02-27,OIL,71|2026-02-26,OIL,71|date|has a price of this date already",
        "history.csv|2026-02-27,OIL,71|2026-02-27,GOLD,71|instrument_id|is neither an instrument nor an underlying"})
    void aFaultyReferenceRowIsRejectedAndTheFileReadOn(String name, String row, String faulty, String column,
            String reason) {
        files.replace("reference", name, row, faulty);
        load();
        Reject first = store.inputs(1).rejects().get(0);
        assertThat(first.file()).isEqualTo(name);
        assertThat(first.column()).isEqualTo(column);
        assertThat(first.reason()).contains(reason);
    }

    @Test
    void fault53ALongNameIsRejectedAndTheStoredCellCut() {
        String name = "\uD83D\uDE00".repeat(20_000);
        files.replace("reference", "members.csv", "=HYPERLINK(1)", "x" + name);
        load();
        Reject reject = store.inputs(1).rejects().get(0);
        assertThat(reject.reason()).isEqualTo("is longer than 400 characters");
        assertThat(reject.value()).isEqualTo("x" + "\uD83D\uDE00".repeat(99));
    }

    @Test
    void fault43LoadedAgainTheCycleHasWhatTheFilesSayNow() {
        load();
        List<String> once = store.everythingLoaded();
        load();
        assertThat(store.everythingLoaded()).isEqualTo(once);
        files.replace(DAY, "positions.csv", "A-H,OIL,10\n", "");
        files.replace("reference", "accounts.csv", "B-O,MB,CLIENT_OMNIBUS,", "B-O,MB,CLIENT_SEGREGATED,");
        load();
        assertThat(store.texts("select kind from account_reference where account_id = 'B-O'"))
                .containsExactly("CLIENT_SEGREGATED");
        assertThat(store.opening(1).book().positions()).isEqualTo(4);
    }

    @Test
    void fault43AnExceptionInTheMiddleOfAFileLeavesNothingAndTheRestartTheSameAsAnUnbrokenRun() {
        List<String> many = new ArrayList<>(List.of("account_id,instrument_id,quantity"));
        for (int n = 0; n < 10_000; n++) {
            many.add("A-H,OIL," + n);
            many.add("B-H,OIL,-" + n);
        }
        files.day(FIRST, "positions.csv", many.toArray(String[]::new));
        load();
        List<String> unbroken = store.everythingLoaded();
        store.transaction.executeWithoutResult(status -> {
            store.jdbc.update("delete from input_position");
            store.jdbc.execute("alter table input_position add constraint half check (row_key < 4294977000)");
        });
        assertThatThrownBy(this::load).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(store.jdbc.queryForObject("select count(*) from input_position", Long.class)).isZero();
        store.jdbc.execute("alter table input_position drop constraint half");
        load();
        assertThat(store.everythingLoaded()).isEqualTo(unbroken);
    }

    @Test
    void rowsThatTheCheckRefusesAreStoredBesideThoseThatCouldNotBeRead() {
        files.replace(DAY, "prices.csv", "OIL,USD,71.25,,", "OIL,USD,x,,");
        load();
        List<Reject> all = new ArrayList<>(store.inputs(1).rejects());
        all.add(new Reject("trades.csv", 2, "account_id", "NOBODY", "no such account"));
        for (int again = 0; again < 2; again++) {
            store.transaction.executeWithoutResult(status ->
                    new DayIngest(store.pool, store.settings).replaceRejects(1, all));
            assertThat(store.texts("select reject_no || ' ' || stage || ' ' || file from input_reject order by reject_no"))
                    .containsExactly("1 READ prices.csv", "2 CHECK trades.csv");
            assertThat(store.inputs(1).rejects()).hasSize(1);
        }
        load();
        assertThat(store.texts("select stage from input_reject")).containsExactly("READ");
    }

    @Test
    void loadingNeedsATransactionAndTheCyclesOwnDate() {
        DayIngest ingest = new DayIngest(store.pool, store.settings);
        assertThatThrownBy(() -> ingest.load(1, FIRST, files.folder())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThatThrownBy(() -> store.load(1, TestFiles.SECOND, files)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is of 2026-03-02, not of 2026-03-03");
    }
}
