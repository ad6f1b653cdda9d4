package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBudgetTest {

    @TempDir
    private Path data;

    @Test
    void aDeadlineThatIsNoNumberOfMinutesIsRefused() throws IOException {
        for (String minutes : List.of("soon", "0", "1441", "1.5")) {
            assertThatThrownBy(() -> RunBudget.from(TestDays.operator(data, "spillway.deadline.minutes: " + minutes)))
                    .isInstanceOf(CommandFailure.class).hasMessageContaining("not '" + minutes + "'");
        }
    }

    @Test
    void fault52AlertsAreDueAtHalfFourFifthsAndAllOfTheTwoHours() throws IOException {
        RunBudget budget = RunBudget.from(TestDays.operator(data, "logging.level.root: WARN"));
        assertThat(RunBudget.ALERTS_PERCENT.stream().map(budget::until)).containsExactly(Duration.ofMinutes(60),
                Duration.ofMinutes(96), Duration.ofMinutes(120));
    }

    @Test
    void fault52TheAlertsGoOutInOrderWhileTheRunGoesOn() throws InterruptedException {
        BlockingQueue<Integer> alerts = new LinkedBlockingQueue<>();
        try (DeadlineWatch watch = DeadlineWatch.start(new RunBudget(Duration.ofMillis(50)), alerts::add)) {
            assertThat(watch).isNotNull();
            for (int percent : RunBudget.ALERTS_PERCENT) {
                assertThat(alerts.poll(30, TimeUnit.SECONDS)).isEqualTo(percent);
            }
        }
    }
}
