package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Fault 50. */
class TransientRetryTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final TransientRetry retry = new TransientRetry(4, pauses::add);
    private final AtomicInteger tries = new AtomicInteger();

    static List<DatabaseSettings> databases() {
        return List.of(DatabaseSettings.EMBEDDED, TestPostgres.freshDatabase());
    }

    @Test
    void whatPassesIsTriedAgainAfterGrowingPauses() {
        String result = retry.call(() -> {
            if (tries.incrementAndGet() < 4) {
                throw failure("40001");
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void theLastTryFailsWithTheWorksOwnError() {
        assertThatThrownBy(() -> retry.call(() -> {
            throw failure("40P01" + tries.incrementAndGet() / 100);
        })).hasMessage("wrapped");
        assertThatThrownBy(() -> retry.call(() -> {
            tries.incrementAndGet();
            throw failure("HYT00");
        })).hasMessage("wrapped");
        assertThat(tries).hasValue(5);
    }

    @Test
    void whatDoesNotPassFailsAtOnce() {
        assertThatThrownBy(() -> retry.call(() -> {
            tries.incrementAndGet();
            throw failure("23505");
        })).hasMessage("wrapped");
        assertThat(tries).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    @Timeout(30)
    void twoTransactionsThatDeadlockBothSucceed(DatabaseSettings settings, @TempDir Path data) throws Exception {
        try (BatchContext context = TestDays.open(data, settings)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            jdbc.update("insert into TEST_DONE values ('x', 'one', 0), ('x', 'two', 0)");
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            CompletableFuture<Integer> left = crossing(context, List.of("one", "two"), bothHoldOne);
            CompletableFuture<Integer> right = crossing(context, List.of("two", "one"), bothHoldOne);
            assertThat(left.get() + right.get()).as("tries of both").isEqualTo(3);
            assertThat(jdbc.queryForList("select PIECE from TEST_DONE", Integer.class)).containsExactly(2, 2);
        }
    }

    private static CompletableFuture<Integer> crossing(BatchContext context, List<String> order, CyclicBarrier both) {
        AtomicInteger tries = new AtomicInteger();
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        String sql = "update TEST_DONE set PIECE = PIECE + 1 where STEP = ?";
        TransientRetry bounded = new TransientRetry(3, duration -> { });
        return CompletableFuture.supplyAsync(() -> bounded.call(() -> {
            context.get(TransactionTemplate.class).executeWithoutResult(status -> {
                jdbc.update(sql, order.get(0));
                if (tries.incrementAndGet() == 1) {
                    meet(both);
                }
                jdbc.update(sql, order.get(1));
            });
            return tries.get();
        }));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException failure(String state) {
        return new IllegalStateException("wrapped", new SQLException("no", state));
    }
}
