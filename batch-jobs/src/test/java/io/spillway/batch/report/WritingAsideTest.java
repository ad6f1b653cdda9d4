package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WritingAsideTest {

    private final List<WrittenReport> done = new ArrayList<>();

    private static WrittenReport report(String name) {
        return new WrittenReport(name, "0".repeat(64));
    }

    @Test
    void filesAreDoneInTheOrderTheyWereBegunOneAtATime() {
        List<String> began = new ArrayList<>();
        try (WritingAside aside = new WritingAside()) {
            for (String name : List.of("a", "b", "c")) {
                aside.put(() -> {
                    began.add(name);
                    return report(name);
                }, done::add);
            }
            aside.finish(done::add);
        }
        assertThat(began).containsExactly("a", "b", "c");
        assertThat(done).extracting(WrittenReport::name).containsExactly("a", "b", "c");
    }

    @Test
    void aFailureOfTheWritingIsThatOfTheCaller() {
        IllegalStateException failure = new IllegalStateException("disk full");
        try (WritingAside aside = new WritingAside()) {
            aside.put(() -> {
                throw failure;
            }, done::add);
            assertThatThrownBy(() -> aside.finish(done::add)).isSameAs(failure);
        }
        assertThat(done).isEmpty();
    }

    @Test
    void whoeverStopsEarlyWaitsUntilTheUnfinishedFileHasCleanedUp() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        try (WritingAside aside = new WritingAside()) {
            aside.put(() -> {
                began.countDown();
                try {
                    never.await();
                    return report("whole");
                } catch (InterruptedException stopped) {
                    cleaned.set(true);
                    throw new IllegalStateException("stopped", stopped);
                }
            }, done::add);
            began.await();
        }
        assertThat(cleaned).isTrue();
        assertThat(done).isEmpty();
    }
}
