package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.generate.PlainSettlement.Standing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Margin worked out from the files alone: calm days stay calm. */
class CalmDaysTest {

    private static final GeneratorSettings SAMPLE = GeneratorSettings.sample(LocalDate.of(2027, 2, 1), 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void accountsOpenMostlyBetweenOnePointOneAndThreeTimesTheirMargin(long seed, @TempDir Path directory)
            throws IOException {
        GeneratedFiles files = generate(seed, directory);
        List<Double> covers = new PlainSettlement(files).run(files.days().get(0)).values().stream()
                .filter(Standing::hasPositions).map(Standing::cover).sorted().toList();
        assertThat(covers.get(0)).isGreaterThan(1.0);
        long within = covers.stream().filter(cover -> cover >= 1.1 && cover <= 3.0).count();
        assertThat((double) within / covers.size()).isGreaterThan(0.9);
        assertThat(covers.get(covers.size() / 2)).isBetween(1.6, 2.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void nobodyIsBelowMaintenanceOnACalmDayAndFewAreCalled(long seed, @TempDir Path directory) throws IOException {
        GeneratedFiles files = generate(seed, directory);
        PlainSettlement settlement = new PlainSettlement(files);
        for (String day : files.days().subList(0, 3)) {
            Map<String, Standing> standings = settlement.run(day);
            assertThat(standings.values()).as(day).noneMatch(Standing::isBelowMaintenance);
            assertThat(standings.values().stream().filter(Standing::isCalled).count()).as(day).isBetween(1L, 100L);
        }
        long below = settlement.run(files.days().get(3)).values().stream().filter(Standing::isBelowMaintenance).count();
        assertThat(below).as("accounts that the crash takes below maintenance").isBetween(100L, 400L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void everyCallOfACalmDayIsMetTheDayAfter(long seed, @TempDir Path directory) throws IOException {
        GeneratedFiles files = generate(seed, directory);
        PlainSettlement settlement = new PlainSettlement(files);
        int called = 0;
        for (int d = 0; d < 3; d++) {
            Map<String, Standing> standings = settlement.run(files.days().get(d));
            Map<String, BigDecimal> paidIn = new HashMap<>();
            files.rows(files.days().get(d + 1) + "/collateral.csv").forEach(row -> {
                BigDecimal quantity = new BigDecimal(row.get("quantity"));
                paidIn.merge(row.get("account_id"), quantity.max(BigDecimal.ZERO), BigDecimal::add);
            });
            for (Map.Entry<String, Standing> account : standings.entrySet()) {
                if (account.getValue().isCalled()) {
                    called++;
                    BigDecimal call = account.getValue().initial().subtract(account.getValue().equity());
                    assertThat(paidIn).as("day " + d).containsKey(account.getKey());
                    assertThat(paidIn.get(account.getKey())).isGreaterThanOrEqualTo(call);
                }
            }
        }
        assertThat(called).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aYearWithoutACrashHasNobodyBelowMaintenance(long seed, @TempDir Path directory) throws IOException {
        GeneratorSettings settings = new GeneratorSettings(5, 60, 20, 500, 250, Crash.NONE, 0, seed,
                SAMPLE.firstBusinessDate(), "Sample", SAMPLE.cutOff(), SAMPLE.zone());
        Generator.generate(settings, directory, ProgressListener.NONE);
        GeneratedFiles files = new GeneratedFiles(directory);
        PlainSettlement settlement = new PlainSettlement(files);
        assertThat(files.days()).hasSize(250);
        for (String day : files.days()) {
            assertThat(settlement.run(day).values()).as(day).noneMatch(Standing::isBelowMaintenance);
        }
    }

    private static GeneratedFiles generate(long seed, Path directory) throws IOException {
        Generator.generate(GeneratorSettings.sample(SAMPLE.firstBusinessDate(), seed), directory, ProgressListener.NONE);
        return new GeneratedFiles(directory);
    }
}
