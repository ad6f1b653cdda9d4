package io.spillway.batch.ingest;

import static io.spillway.batch.ingest.TestFiles.FIRST;
import static io.spillway.batch.ingest.TestFiles.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.RowKeys;
import io.spillway.batch.store.TestPostgres;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files say comes back as the day's opening and inputs, on the first day and after it. */
class OpeningRoundTripTest {

    @TempDir
    private Path temp;

    static Stream<DatabaseSettings> databases() {
        return Stream.of(DatabaseSettings.EMBEDDED, TestPostgres.freshDatabase());
    }

    private TestStore firstDay(TestFiles files, DatabaseSettings database) {
        TestStore store = new TestStore(temp.resolve("data"), database);
        store.begin(1, FIRST, null);
        assertThat(store.load(1, FIRST, files).findings()).isEmpty();
        return store;
    }

    private static long lots(ClearingBook book, String account, String instrument) {
        int a = book.accountIds().indexOf(account);
        int i = book.instrumentIds().indexOf(instrument);
        for (int p = book.rowStart(a); p < book.rowStart(a + 1); p++) {
            if (book.instrumentOf(p) == i) {
                return book.lotsOf(p);
            }
        }
        return 0;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theFirstDayOpensWithWhatTheFilesSay(DatabaseSettings database) {
        try (TestStore store = firstDay(TestFiles.smallHouse(temp.resolve("inputs")), database)) {
            DayOpening opening = store.opening(1);
            assertThat(opening.isFirstDay()).isTrue();
            assertThat(opening.businessDate()).isEqualTo(FIRST);
            assertThat(opening.previousDigest()).isEmpty();
            assertThat(opening.house().currencies().keySet()).containsExactly("EUR", "USD");
            assertThat(opening.house().underlyings()).contains("CRUDE");
            assertThat(opening.house().members()).extracting("id", "name", "groupId").containsExactly(
                    tuple("MA", "Alpha Clearing", "G1"), tuple("MB", "Beta, Brothers", ""),
                    tuple("MC", "=HYPERLINK(1)", "G1"));
            assertThat(opening.house().accounts()).contains(
                    new Account("A-C1", "MA", AccountKind.CLIENT_SEGREGATED, Optional.of("MB")),
                    new Account("B-O", "MB", AccountKind.CLIENT_OMNIBUS, Optional.empty())).hasSize(5);
            assertThat(opening.house().calendar().whyClosed(LocalDate.of(2026, 4, 3))).isEqualTo("Good Friday");

            ClearingBook book = opening.book();
            Instrument oil = book.instrument(book.instrumentIds().indexOf("OIL"));
            assertThat(oil.multiplier()).isEqualTo(new BigDecimal("1000"));
            assertThat(oil.prices().tick()).contains(new BigDecimal("0.01"));
            assertThat(oil.prices().priceLimit()).contains(new BigDecimal("0.1"));
            assertThat(oil.impact().depth()).contains(new BigDecimal("5000000"));
            Instrument btc = book.instrument(book.instrumentIds().indexOf("BTC"));
            assertThat(btc.impact().model()).isEqualTo(ImpactModel.SQUARE_ROOT);
            assertThat(btc.impact().sigma()).isEqualTo(new BigDecimal("0.04"));
            assertThat(lots(book, "A-H", "OIL")).isEqualTo(10);
            assertThat(lots(book, "A-H", "BTC")).isEqualTo(2);
            assertThat(book.liquidityLotsOf(book.instrumentIds().indexOf("OIL"))).isEqualTo(-1);
            assertThat(book.positions()).isEqualTo(5);
            assertThat(book.netLotsOf(0) | book.netLotsOf(1)).isZero();

            assertThat(opening.marks()).containsExactly(null, new BigDecimal("71"));
            assertThat(opening.publishedPrices()).containsExactly(null, new BigDecimal("71"));
            assertThat(opening.fx()).isEmpty();
            assertThat(opening.cash()).isEmpty();
            assertThat(opening.members().capital()).containsExactly(100_000, 50_050, 0);
            assertThat(opening.members().contribution()).containsExactly(20_000, 10_000, 0);
            assertThat(opening.members().periodContribution()).containsExactly(20_000, 10_000, 0);
            assertThat(opening.members().inDefault()).containsExactly(false, false, false);
            assertThat(opening.pots()).contains(entry(LayerName.SKIN_IN_THE_GAME, 5_000L),
                    entry(LayerName.INSURANCE_FUND, 7_525L));

            DayInputs inputs = store.inputs(1);
            assertThat(inputs.prices().get(0)).isEqualTo(new DayInputs.PriceRow(2, "OIL", "USD", new BigDecimal("71.25")));
            assertThat(inputs.fx().get(1)).isEqualTo(new DayInputs.FxRow(3, "EUR", new BigDecimal("1.1234567890123")));
            assertThat(inputs.collateral().get(1))
                    .isEqualTo(new DayInputs.CollateralRow(3, "C2", "A-C1", "EUR", new BigDecimal("-5.5")));
            assertThat(inputs.fundMovements()).containsExactly(
                    new DayInputs.FundMovementRow(2, "F1", "MB", BigDecimal.TEN, FundMovementKind.CONTRIBUTION),
                    new DayInputs.FundMovementRow(3, "F2", "INSURANCE_FUND", new BigDecimal("-1.5"), FundMovementKind.LAYER));
            assertThat(inputs.trades()).hasSize(2);
            assertThat(inputs.statement()).isEmpty();
            assertThat(inputs.rejects()).isEmpty();
        }
    }

    /** Writes the state that the first day closed with: one porting, one trade, one close-out. */
    private static void closeFirstDay(TestStore store) {
        store.jdbc.update("insert into account_owner (account_key, cycle_id, ported, member_id) values (1, 1, 1, 'MB')");
        store.jdbc.update("insert into position_change (row_key, cycle_id, account_key, instrument_key, kind, lots)"
                + " select row_key, cycle_id, account_key, instrument_key, 'OPENING', lots from input_position");
        long traded = RowKeys.of(1, 1 << 28);
        long closedOut = RowKeys.of(1, 2 << 28);
        for (String change : List.of(traded + ", 1, 2, 2, 'TRADE', 2", traded + 1 + ", 1, 3, 2, 'TRADE', -2",
                closedOut + ", 1, 3, 2, 'CLOSE_OUT', 7", closedOut + 1 + ", 1, 0, 2, 'CLOSE_OUT', -7")) {
            store.jdbc.update("insert into position_change (row_key, cycle_id, account_key, instrument_key, kind, lots)"
                    + " values (" + change + ")");
        }
        store.jdbc.update("insert into settlement_price values (1, 1, 60000, null, 60000, 0), (1, 2, 71.25, 71, 70.5, 3)");
        store.jdbc.update("insert into fx_rate values (1, 'USD', 1), (1, 'EUR', 1.1)");
        store.jdbc.update("insert into account_cash values (" + RowKeys.of(1, 0) + ", 1, 2, 'USD', 123), ("
                + RowKeys.of(1, 1) + ", 1, 1, 'EUR', -550)");
        for (String member : List.of("'MA', 100000, 90000, 20000, 0, 'IN_DEFAULT', 20000, 0",
                "'MB', 50050, 40000, 10000, 8000, 'GOOD', 10000, 5000", "'MC', 0, 0, 0, 0, 'GOOD', 0, 0")) {
            store.jdbc.update("insert into member_state values (1, " + member + ")");
        }
        store.jdbc.update("insert into layer_state values (1, 'SKIN_IN_THE_GAME', 5000, 0), (1, 'INSURANCE_FUND', 7525, 7000)");
        store.jdbc.update("update clearing_cycle set status = 'CLOSED', last_default = ? where cycle_id = 1", FIRST);
    }

    private static void secondDay(TestFiles files) {
        files.day(SECOND, "prices.csv", "instrument_id,currency,settlement_price,implied_vol,funding_rate", "OIL,USD,70,,");
        files.day(SECOND, "fx.csv", "currency,rate_to_base", "USD,1", "EUR,1.1");
        files.seal(SECOND);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theSecondDayOpensWithTheFirstOnesCloseAndTheFilesOpeningValuesAreNoDifference(DatabaseSettings database) {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, database)) {
            closeFirstDay(store);
            store.begin(2, SECOND, 1L);
            secondDay(files);
            files.day(SECOND, "positions.csv", "account_id,instrument_id,quantity", "A-H,OIL,12", "LIQUIDITY,OIL,-1");
            files.seal(SECOND);
            assertThat(store.load(2, SECOND, files).findings()).isEmpty();

            DayOpening opening = store.opening(2);
            assertThat(opening.previousDate()).contains(FIRST);
            assertThat(opening.previousDigest()).isEqualTo("digest of 1");
            ClearingBook book = opening.book();
            assertThat(lots(book, "A-H", "OIL")).isEqualTo(12);
            assertThat(lots(book, "B-H", "OIL")).isZero();
            assertThat(book.liquidityLotsOf(1)).isEqualTo(-8);
            assertThat(book.memberIds().get(book.memberOf(book.accountIds().indexOf("A-C1")))).isEqualTo("MB");
            assertThat(opening.marks()).containsExactly(new BigDecimal("60000"), new BigDecimal("70.5"));
            assertThat(opening.publishedPrices()[1]).isEqualTo(new BigDecimal("71.25"));
            assertThat(opening.daysUnchanged()).containsExactly(0, 3);
            assertThat(opening.fx()).containsEntry("EUR", new BigDecimal("1.1"));
            assertThat(opening.cash().get("USD")[book.accountIds().indexOf("A-H")]).isEqualTo(123);
            assertThat(opening.cash().get("EUR")[book.accountIds().indexOf("A-C1")]).isEqualTo(-550);
            assertThat(opening.members().capital()).containsExactly(90_000, 40_000, 0);
            assertThat(opening.members().contribution()).containsExactly(0, 8_000, 0);
            assertThat(opening.members().periodContribution()).containsExactly(20_000, 10_000, 0);
            assertThat(opening.members().assessed()).containsExactly(0, 5_000, 0);
            assertThat(opening.members().inDefault()).containsExactly(true, false, false);
            assertThat(opening.lastDefault()).contains(FIRST);
            assertThat(opening.pots()).containsEntry(LayerName.INSURANCE_FUND, 7_000L);
            assertThat(opening.ownCloseOuts()).singleElement().extracting("account", "instrument", "lots")
                    .containsExactly(book.accountIds().indexOf("B-H"), 1, -7L);
            DayInputs.PositionStatement statement = store.inputs(2).statement().orElseThrow();
            assertThat(statement.accounts()).containsExactly(book.accountIds().indexOf("A-H"), -1);
            assertThat(statement.lots()).containsExactly(12, -1);
            // the first day still opens as it did
            assertThat(lots(store.opening(1).book(), "A-H", "OIL")).isEqualTo(10);
            assertThat(store.opening(1).members().capital()).containsExactly(100_000, 50_050, 0);
        }
    }

    @Test
    void aLaterDayBringsNewAccountsAndChangedTermsFromThatDayOn() {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, DatabaseSettings.EMBEDDED)) {
            closeFirstDay(store);
            store.begin(2, SECOND, 1L);
            secondDay(files);
            files.append("reference", "members.csv", "MD,,Delta,,0,0");
            files.append("reference", "accounts.csv", "A-A,MD,HOUSE,");
            files.append("reference", "instruments.csv", "AIR,FUTURE,,JET,USD,1,,1,,,,,0.1,,,,,NONE,,false");
            files.replace("reference", "instruments.csv", ",0.05,10,5000000,", ",0.08,10,4000000,");
            files.replace("reference", "assets.csv", "EUR,CASH,,EUR,0.05,", "EUR,CASH,,EUR,0.06,");
            files.append("reference", "calendar.csv", "2026-12-25,Christmas Day");
            files.append("reference", "history.csv", "2026-03-02,AIR,5", "2026-03-02,JET,5.5", "2026-03-02,OIL,9");
            files.seal("reference", SECOND.toString());
            DayIngest.Summary summary = store.load(2, SECOND, files);
            assertThat(summary.findings()).isEmpty();
            assertThat(summary.rejectedRows()).isZero();

            DayOpening second = store.opening(2);
            assertThat(second.book().accountIds().indexOf("A-A")).isZero();
            assertThat(store.texts("select account_key || '' from account_reference where account_id = 'A-A'")).containsExactly("6");
            assertThat(lots(second.book(), "A-H", "OIL")).isEqualTo(12);
            Instrument oil = second.book().instrument(second.book().instrumentIds().indexOf("OIL"));
            assertThat(oil.maintenanceRate()).isEqualTo(new BigDecimal("0.08"));
            assertThat(oil.impact().depth()).contains(new BigDecimal("4000000"));
            assertThat(second.house().assets().get(0).haircut()).isEqualTo(new BigDecimal("0.06"));
            assertThat(second.house().calendar().whyClosed(LocalDate.of(2026, 12, 25))).isEqualTo("Christmas Day");
            assertThat(store.texts("select instrument_id from settlement_history where cycle_id = 2 order by instrument_id"))
                    .containsExactly("AIR", "JET");

            DayOpening first = store.opening(1);
            assertThat(first.book().accountIds().indexOf("A-A")).isNegative();
            assertThat(first.book().instrument(first.book().instrumentIds().indexOf("OIL")).maintenanceRate())
                    .isEqualTo(new BigDecimal("0.05"));
            assertThat(first.house().assets().get(0).haircut()).isEqualTo(new BigDecimal("0.05"));
        }
    }

    @Test
    void aFileThatDiffersFromTheHousesStateIsAFindingAndTheStateIsKept() {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, DatabaseSettings.EMBEDDED)) {
            closeFirstDay(store);
            store.begin(2, SECOND, 1L);
            secondDay(files);
            files.replace("reference", "members.csv", "MA,529900T8BM49AURSDO55,Alpha Clearing,G1,1000.00,200.00",
                    "MA,529900T8BM49AURSDO55,Alpha Clearing,G1,7000,0");
            files.replace("reference", "members.csv", "\"Beta, Brothers\"", "Beta");
            files.append("reference", "members.csv", "ME,,Echo,,5,5");
            files.replace("reference", "accounts.csv", "A-C1,MA,CLIENT_SEGREGATED,MB", "A-C1,MC,CLIENT_SEGREGATED,MB");
            files.replace("reference", "accounts.csv", "B-O,MB,CLIENT_OMNIBUS,", "B-O,MB,HOUSE,");
            files.replace("reference", "accounts.csv", "C-H,MC,HOUSE,\n", "");
            files.replace("reference", "instruments.csv", "EUR,1,,0.001,", "EUR,1,,0.0001,");
            files.replace("reference", "funds.csv", "INSURANCE_FUND,75.25", "INSURANCE_FUND,99");
            files.replace("reference", "calendar.csv", "2026-04-03,Good Friday\n", "");
            files.seal("reference", SECOND.toString());
            DayIngest.Summary summary = store.load(2, SECOND, files);
            assertThat(summary.findings()).extracting(Finding::code).containsOnly(FindingCode.REFERENCE_DIFFERS);
            assertThat(summary.findings()).extracting(Finding::item).containsExactly("A-C1", "B-O", "BTC",
                    "INSURANCE_FUND", "MA", "MB", "ME", "accounts.csv", "calendar.csv");
            assertThat(summary.findings().get(0).message()).isEqualTo("accounts.csv line 3: member_id is MC, the account"
                    + " belongs to MB and stays there; it moves by porting only");
            assertThat(summary.findings().get(4).message()).isEqualTo("members.csv line 2: capital is 7000.00, the house has"
                    + " 900.00 and keeps it; change it by fund-movements.csv");
            assertThat(summary.findings().get(7).message()).contains("no longer lists C-H");

            DayOpening second = store.opening(2);
            assertThat(second.members().capital()).containsExactly(90_000, 40_000, 0, 0);
            assertThat(second.members().contribution()).containsExactly(0, 8_000, 0, 0);
            assertThat(second.house().accounts()).hasSize(5);
            assertThat(second.book().instrument(0).lot()).isEqualTo(new BigDecimal("0.001"));
            assertThat(second.pots()).containsEntry(LayerName.INSURANCE_FUND, 7_000L);
            assertThat(second.house().members().get(1).name()).isEqualTo("Beta, Brothers");
        }
    }

    @Test
    void fault23AChangedMultiplierIsNotAppliedInPlace() {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, DatabaseSettings.EMBEDDED)) {
            closeFirstDay(store);
            store.begin(2, SECOND, 1L);
            secondDay(files);
            files.replace("reference", "instruments.csv", "CRUDE,USD,1000,", "CRUDE,USD,500,");
            files.seal("reference", SECOND.toString());
            assertThat(store.load(2, SECOND, files).findings()).extracting(Finding::item, Finding::code)
                    .contains(tuple("OIL", FindingCode.REFERENCE_DIFFERS));
            ClearingBook book = store.opening(2).book();
            assertThat(book.instrument(book.instrumentIds().indexOf("OIL")).multiplier()).isEqualTo(new BigDecimal("1000"));
        }
    }

    @Test
    void aLaterDayNeedsNeitherReferenceFilesNorPositions() throws IOException {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, DatabaseSettings.EMBEDDED)) {
            closeFirstDay(store);
            store.begin(2, SECOND, 1L);
            secondDay(files);
            for (Path file : Files.list(files.folder().reference()).toList()) {
                Files.delete(file);
            }
            Files.delete(files.folder().reference());
            assertThat(store.load(2, SECOND, files).findings()).isEmpty();
            assertThat(store.inputs(2).statement()).isEmpty();
            assertThat(store.opening(2).house().accounts()).hasSize(5);
        }
    }

    @Test
    void aCorrectionReadsTheFilesAnewWithoutWhatTheSupersededCycleRead() {
        TestFiles files = TestFiles.smallHouse(temp.resolve("inputs"));
        try (TestStore store = firstDay(files, DatabaseSettings.EMBEDDED)) {
            closeFirstDay(store);
            store.begin(2, FIRST, null);
            files.replace("reference", "accounts.csv", "B-O,MB,CLIENT_OMNIBUS,", "B-O,MC,CLIENT_SEGREGATED,");
            files.replace("reference", "accounts.csv", "C-H,MC,HOUSE,\n", "");
            files.append("reference", "accounts.csv", "A-Z,MA,HOUSE,");
            files.replace("reference", "members.csv", ",500.5,100", ",600,100");
            files.replace("reference", "calendar.csv", "2026-04-03,Good Friday", "2026-04-06,Easter Monday");
            files.replace("reference", "history.csv", "2026-02-27,OIL,71", "2026-02-27,OIL,69");
            files.seal("reference", FIRST.toString());
            assertThat(store.load(2, FIRST, files).findings()).isEmpty();
            DayOpening corrected = store.opening(2);
            assertThat(corrected.isFirstDay()).isTrue();
            assertThat(corrected.cycle()).isEqualTo(2);
            assertThat(corrected.house().accounts()).extracting(Account::id)
                    .containsExactlyInAnyOrder("A-C1", "A-H", "A-Z", "B-H", "B-O");
            assertThat(corrected.house().accounts()).contains(
                    new Account("B-O", "MC", AccountKind.CLIENT_SEGREGATED, Optional.empty()));
            assertThat(store.texts("select distinct account_id || account_key from account_reference order by 1"))
                    .contains("A-C11", "A-H2", "A-Z6", "B-H3", "B-O4", "C-H5").hasSize(6);
            assertThat(corrected.members().capital()).containsExactly(100_000, 60_000, 0);
            assertThat(corrected.marks()[1]).isEqualTo(new BigDecimal("69"));
            assertThat(corrected.house().calendar().whyClosed(LocalDate.of(2026, 4, 6))).isEqualTo("Easter Monday");
            assertThat(store.opening(1).house().accounts()).hasSize(5);
            assertThat(store.opening(1).members().capital()).containsExactly(100_000, 50_050, 0);
        }
    }
}
