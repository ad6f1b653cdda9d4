package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.generate.Products;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.reports.margin.DayEvents;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.margin.MarginWorkbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reports of a house that clears every product: options, perpetuals, securities as collateral, calls over days. */
class ProductReportsTest {

    private static final List<LocalDate> DATES = List.of(ReportHouse.FIRST, ReportHouse.CRASH, ReportHouse.AFTER);

    @TempDir
    private static Path directory;

    private static ReportHouse house;
    private static JdbcTemplate jdbc;

    @TempDir
    private Path written;

    @BeforeAll
    static void aHouseOfAllProductsRunThroughACrash() throws IOException {
        house = ReportHouse.run(directory, "0.0005", DatabaseSettings.EMBEDDED, Products.ALL);
        jdbc = house.jdbc();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void everyCheckPassesAndEveryWorkbookComesOutAgain() {
        for (LocalDate date : DATES) {
            assertThat(new MarginWorkbook().write(house.facts(date).margin(), written.resolve("margin.xlsx")).failed())
                    .as(date.toString()).isEmpty();
            assertThat(new ReportsAgain(jdbc).make(new ReportsAgain.Request(date, OptionalInt.empty(), Set.of(), written))
                    .isSame()).as(date.toString()).isTrue();
        }
    }

    @Test
    void paymentsAreThoseOfTheLedgerCurrencyByCurrency() {
        boolean any = false;
        for (LocalDate date : DATES) {
            DayEvents events = house.facts(date).margin().events();
            Map<String, BigDecimal> sums = new TreeMap<>();
            events.payments().forEach(payment -> sums.merge(payment.currency(), payment.amount(), BigDecimal::add));
            assertThat(sums.keySet()).containsAll(events.ledger().payments().keySet());
            sums.forEach((currency, sum) -> assertThat(sum).as(date + " " + currency).isEqualByComparingTo(
                    events.ledger().payments().getOrDefault(currency, BigDecimal.ZERO)));
            any |= events.payments().stream().anyMatch(payment -> payment.kind().equals("FUNDING"));
        }
        assertThat(any).as("a perpetual paid funding").isTrue();
    }

    @Test
    void rule33SecuritiesCountWhatEquityCountsWhereNothingWasClosedOut() {
        MarginData margin = house.facts(ReportHouse.FIRST).margin();
        Map<String, BigDecimal> counted = new TreeMap<>();
        Map<String, Integer> holdings = new TreeMap<>();
        margin.events().securities().forEach(held -> {
            counted.merge(held.account(), held.counted(), BigDecimal::add);
            holdings.merge(held.account(), 1, Integer::sum);
            assertThat(held.counted()).isLessThanOrEqualTo(held.after());
            assertThat(held.after()).isLessThanOrEqualTo(held.before());
        });
        assertThat(counted).as("securities are on deposit").isNotEmpty();
        margin.accounts().forEach(account -> assertThat(account.value().securities().subtract(
                counted.getOrDefault(account.account(), BigDecimal.ZERO))).as(account.account())
                .isBetween(BigDecimal.ZERO, new BigDecimal("0.01").multiply(
                        BigDecimal.valueOf(holdings.getOrDefault(account.account(), 0)))));
        assertThat(margin.accounts()).as("options count in equity").anyMatch(a -> a.value().options().signum() != 0);
    }

    @Test
    void aHoldingThatNobodyMovedFailsTheCheckOfItsSecurity() {
        long cycle = house.cycle(ReportHouse.AFTER);
        jdbc.update("update account_security set quantity = quantity + 1 where cycle_id = ? and asset_id ="
                + " (select min(asset_id) from account_security where cycle_id = ?) and account_key ="
                + " (select min(account_key) from account_security where cycle_id = ? and asset_id ="
                + " (select min(asset_id) from account_security where cycle_id = ?))", cycle, cycle, cycle, cycle);
        try {
            assertThat(new MarginWorkbook().write(house.facts(ReportHouse.AFTER).margin(), written.resolve("margin.xlsx"))
                    .failed()).extracting("name").containsExactly("Securities against last close and movements");
        } finally {
            jdbc.update("update account_security set quantity = quantity - 1 where cycle_id = ? and asset_id ="
                    + " (select min(asset_id) from account_security where cycle_id = ?) and account_key ="
                    + " (select min(account_key) from account_security where cycle_id = ? and asset_id ="
                    + " (select min(asset_id) from account_security where cycle_id = ?))", cycle, cycle, cycle, cycle);
        }
    }

    @Test
    void callsThatWereDueAndNoticesAreTold() {
        int outcomes = 0;
        for (LocalDate date : DATES) {
            DayEvents events = house.facts(date).margin().events();
            assertThat(events.outcomes()).hasSize(jdbc.queryForObject("select count(*) from margin_call_outcome"
                    + " where cycle_id = ?", Integer.class, house.cycle(date)));
            assertThat(events.notices()).hasSize(jdbc.queryForObject("select count(*) from notice where cycle_id = ?",
                    Integer.class, house.cycle(date)));
            outcomes += events.outcomes().size();
        }
        assertThat(outcomes).as("calls were due").isPositive();
    }

    @Test
    void whatAnOperatorDecidedAboutACycleIsInItsWorkbookAndWhatCameAfterwardsIsNot() {
        house.correct(ReportHouse.AFTER);
        List<DayEvents.OperatorAct> acts = CycleFacts.of(jdbc, jdbc.queryForObject("select cycle_id from clearing_cycle"
                + " where business_date = '" + ReportHouse.AFTER + "' and cycle_no = 2", Long.class)).margin().events().acts();
        assertThat(acts).singleElement().satisfies(act -> {
            assertThat(act.act()).isEqualTo("CORRECT");
            assertThat(act.approvedBy()).isEqualTo("R. Keller");
            assertThat(act.reason()).isEqualTo("exchange notice 17");
        });
        for (int cycle = 1; cycle <= 2; cycle++) {
            assertThat(new ReportsAgain(jdbc).make(new ReportsAgain.Request(ReportHouse.AFTER, OptionalInt.of(cycle),
                    Set.of(), written)).isSame()).as("cycle %d", cycle).isTrue();
        }
    }
}
