package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTimingTest {

    @TempDir
    private Path data;

    @Test
    void aLeaseTimingThatIsNoNumberOfSecondsIsRefused() throws IOException {
        assertThatThrownBy(() -> LeaseTiming.from(TestDays.operator(data, "spillway.lease.expirySeconds: soon")))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("not 'soon'");
        assertThat(LeaseTiming.from(TestDays.operator(data, "spillway.lease.expirySeconds: 9")).beat())
                .isEqualTo(Duration.ofSeconds(3));
    }
}
