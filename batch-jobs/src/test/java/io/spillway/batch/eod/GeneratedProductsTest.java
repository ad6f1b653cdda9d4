package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.generate.Crash;
import io.spillway.batch.generate.GeneratedMarket;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.Products;
import io.spillway.batch.generate.ProgressListener;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A small generated house with every product, run by the job through a crash. */
class GeneratedProductsTest {

    private static final LocalDate CRASH = LocalDate.of(2026, 3, 5);
    private static final String DESKS = " join account_reference a on a.account_key = x.account_key"
            + " join clearing_cycle c on c.cycle_id = x.cycle_id where account_id like '%-D%'";

    @TempDir
    private static Path temp;

    private static BatchContext context;
    private static GeneratedMarket market;

    @BeforeAll
    static void runEveryDay() throws IOException {
        GeneratorSettings settings = new GeneratorSettings(12, 60, 10, 300, 6, Crash.CRASH, 4, 7, DayFixture.FIRST,
                DayFixture.settings().house().name(), DayFixture.settings().house().cutOff(),
                DayFixture.settings().house().zone(), Products.ALL);
        market = Generator.generate(settings, temp.resolve("inputs"), ProgressListener.NONE);
        context = DayFixture.open(temp.resolve("data"), StepProbe.NONE);
        for (LocalDate date : market.businessDates()) {
            LaunchOutcome outcome = DayFixture.run(context, date, temp.resolve("inputs"), temp.resolve("reports"));
            assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        }
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void theFilesHaveNoFaultAndEveryCheckPasses() {
        assertThat(longs("select count(*) from input_reject")).containsExactly(0L);
        assertThat(texts("select distinct code from finding")).doesNotContain("PRICE_OUT_OF_BAND", "PRICE_MISSING",
                "INSTRUMENT_UNKNOWN", "BOOK_NOT_FLAT", "RING_FENCE_BROKEN", "FUNDING_RATE_MISSING");
        assertThat(texts("select distinct outcome from cycle_check")).containsExactly("PASS");
        assertThat(context.get(Verification.class).verify(CRASH).isSame()).isTrue();
    }

    @Test
    void fundingPremiumAndExerciseArePaidAndContractsExpire() {
        assertThat(texts("select distinct kind from product_payment order by kind"))
                .containsExactly("EXERCISE", "FUNDING", "PREMIUM");
        assertThat(texts("select distinct business_date || '' from position_change x join clearing_cycle c"
                + " on c.cycle_id = x.cycle_id where kind = 'EXPIRY' order by 1"))
                .as("a future and two options").containsExactly("2026-03-04", "2026-03-06");
        assertThat(longs("select sum(lots) from position_change group by cycle_id, instrument_key, kind"
                + " having kind <> 'CLOSE_OUT' and sum(lots) <> 0")).as("every book is flat").isEmpty();
    }

    @Test
    void bondsCountAsCollateral() {
        List<Long> counted = longs("select x.securities_value from account_margin x" + DESKS
                + " and business_date = date '2026-03-02' and x.securities_value > 0");
        assertThat(longs("select count(*) from account_security x" + DESKS + " and business_date = date '2026-03-02'"))
                .containsExactly(4L);
        assertThat(counted).as("the writer and who is short the perpetual").hasSize(2);
    }

    @Test
    void noDeskIsCalledBeforeTheCrashAndThePocketAloneIsClosedInIt() {
        assertThat(longs("select count(*) from margin_call x" + DESKS + " and business_date < date '2026-03-05'"))
                .containsExactly(0L);
        assertThat(texts("select distinct a.ring_fence from close_out x" + DESKS)).containsExactly("CRYPTO");
        assertThat(longs("select count(distinct x.account_key) from close_out x" + DESKS)).containsExactly(1L);
    }

    private static List<Long> longs(String sql) {
        return context.get(JdbcTemplate.class).queryForList(sql, Long.class);
    }

    private static List<String> texts(String sql) {
        return context.get(JdbcTemplate.class).queryForList(sql, String.class);
    }
}
