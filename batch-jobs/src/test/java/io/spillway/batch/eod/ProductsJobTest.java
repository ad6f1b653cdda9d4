package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.ingest.TestFiles;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Perpetuals, options, securities and a pocket through the job and its tables over three days: what one day stores is
 * what the next one opens with. The arithmetic itself is ProductDayTest's.
 */
class ProductsJobTest {

    private static final String PRICES = "instrument_id,currency,settlement_price,implied_vol,funding_rate";
    private static final String INSTRUMENTS = "instrument_id,product,type,underlying,currency,multiplier,tick,lot,expiry,"
            + "strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,impact,price_limit,allow_negative";

    @TempDir
    private Path temp;

    private TestFiles house() {
        TestFiles files = new TestFiles(temp.resolve("inputs"));
        files.reference("members.csv", "member_id,lei,name,group_id,capital,fund_contribution",
                "MA,,Alpha,,0,0", "MB,,Beta,,0,0");
        files.reference("accounts.csv", "account_id,member_id,kind,backup_member_id,ring_fence", "A-H,MA,HOUSE,,",
                "A-P,MA,HOUSE,,CRYPTO", "B-H,MB,HOUSE,,");
        files.reference("instruments.csv", INSTRUMENTS,
                "CALL,OPTION,ENERGY,CRUDE,USD,10,,,2026-03-03,70,CALL,PREMIUM,0.1,,,,,NONE,,false",
                "OIL,FUTURE,ENERGY,CRUDE,USD,1000,,,,,,,0.1,,,,,NONE,,false",
                "PERP,PERPETUAL,CRYPTO,,USD,1,,,,,,,0.1,,,,,NONE,,false");
        files.reference("assets.csv", "asset_id,type,issuer_member_id,currency,haircut,concentration_limit",
                "USD,CASH,,USD,0,", "BOND,SECURITY,MB,USD,0.1,");
        files.reference("funds.csv", "layer,amount", "SKIN_IN_THE_GAME,0");
        files.reference("calendar.csv", "date,name");
        files.seal("reference", "2026-03-02");
        files.day(DayFixture.FIRST, "trades.csv",
                "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at",
                "T1,M1,A-H,CALL,5,4,2026-03-02T10:00:00+01:00", "T2,M1,B-H,CALL,-5,4,2026-03-02T10:00:00+01:00");
        files.day(DayFixture.FIRST, "collateral.csv", "movement_id,account_id,asset_id,quantity", "C1,A-H,USD,1000",
                "C2,A-H,BOND,100", "C3,A-P,USD,150", "C4,B-H,USD,50000", "C5,B-H,BOND,1");
        files.day(DayFixture.FIRST, "positions.csv", "account_id,instrument_id,quantity", "A-H,OIL,1", "B-H,OIL,-1",
                "A-P,PERP,10", "B-H,PERP,-10");
        day(files, DayFixture.FIRST, "CALL,USD,4.5,0.3,", "OIL,USD,70,,", "PERP,USD,100,,0.0005", "CRUDE,USD,70,,");
        day(files, DayFixture.CRASH, "OIL,USD,69,,", "PERP,USD,99,,-0.0005", "CRUDE,USD,72.5,,");
        day(files, DayFixture.AFTER, "OIL,USD,67,,", "PERP,USD,88,,0", "CRUDE,USD,68,,");
        return files;
    }

    private static void day(TestFiles files, LocalDate date, String... prices) {
        String[] lines = new String[prices.length + 1];
        lines[0] = PRICES;
        System.arraycopy(prices, 0, lines, 1, prices.length);
        files.day(date, "prices.csv", lines);
        files.day(date, "fx.csv", "currency,rate_to_base", "USD,1");
        files.day(date, "asset-prices.csv", "asset_id,currency,price", "BOND,USD,99.5", "USD,USD,1");
        files.seal(date);
    }

    /**
     * Monday: premium 200.00, funding 0.50; B's own bonds are refused. Tuesday: the call expires at 2.50, 125.00; OIL
     * loses 1,000.00; the pocket loses 10.00 and gets 0.50 of funding. Wednesday: OIL loses 2,000.00, and A-H is left with
     * -2,075.00 and bonds of 8,955.00 against a margin of 6,700.00; the pocket falls to 30.00 against 88.00 and is closed.
     */
    @Test
    void whatOneDayStoresTheNextOneOpensWith() {
        house();
        try (BatchContext context = DayFixture.open(temp.resolve("data"), StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            for (LocalDate date : DayFixture.DAYS) {
                assertThat(DayFixture.run(context, date, temp.resolve("inputs"), temp.resolve("reports")).ending())
                        .as("%s", date).isEqualTo(Ending.COMPLETED);
                assertThat(context.get(Verification.class).verify(date).isSame()).as("%s", date).isTrue();
            }
            assertThat(cash(jdbc, DayFixture.FIRST, "A-H")).isEqualTo(800_00);
            assertThat(cash(jdbc, DayFixture.FIRST, "A-P")).isEqualTo(149_50);
            assertThat(cash(jdbc, DayFixture.FIRST, "B-H")).isEqualTo(50_200_50);
            assertThat(one(jdbc, "option_value", DayFixture.FIRST)).isEqualTo(225_00);
            assertThat(one(jdbc, "securities_value", DayFixture.FIRST)).isEqualTo(8_955_00);
            assertThat(jdbc.queryForList("select code from finding f join clearing_cycle c on c.cycle_id = f.cycle_id"
                    + " where business_date = ? order by code", String.class, DayFixture.FIRST))
                    .contains("OWN_SECURITY_REFUSED");
            assertThat(cash(jdbc, DayFixture.CRASH, "A-H")).isEqualTo(-75_00);
            assertThat(jdbc.queryForList("select lots from position_change where kind = 'EXPIRY' order by lots",
                    Long.class)).containsExactly(-5L, 5L);
            assertThat(cash(jdbc, DayFixture.CRASH, "A-P")).isEqualTo(140_00);
            assertThat(cash(jdbc, DayFixture.AFTER, "A-H")).isEqualTo(-2_075_00);
            assertThat(one(jdbc, "closing_equity", DayFixture.AFTER)).isEqualTo(6_880_00);
            assertThat(cash(jdbc, DayFixture.AFTER, "A-P")).as("closed at 88").isEqualTo(30_00);
            assertThat(jdbc.queryForList("select distinct account_id from close_out o join account_reference a"
                    + " on a.account_key = o.account_key", String.class)).containsExactly("A-P");
            assertThat(jdbc.queryForObject("select quantity from account_security s join clearing_cycle c"
                    + " on c.cycle_id = s.cycle_id where business_date = ?", Integer.class, DayFixture.AFTER))
                    .isEqualTo(100);
        }
    }

    private static long cash(JdbcTemplate jdbc, LocalDate date, String account) {
        return jdbc.queryForObject("select balance from account_cash b join clearing_cycle c on c.cycle_id = b.cycle_id"
                + " join account_reference a on a.account_key = b.account_key where business_date = ? and account_id = ?",
                Long.class, date, account);
    }

    /** A figure of account A-H's margin. */
    private static long one(JdbcTemplate jdbc, String column, LocalDate date) {
        return jdbc.queryForObject("select " + column + " from account_margin m join clearing_cycle c"
                + " on c.cycle_id = m.cycle_id join account_reference a on a.account_key = m.account_key"
                + " where business_date = ? and account_id = 'A-H'", Long.class, date);
    }
}
