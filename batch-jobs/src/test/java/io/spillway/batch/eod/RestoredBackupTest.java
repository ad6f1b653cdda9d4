package io.spillway.batch.eod;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.store.Backup;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A backup put back: the house goes on from it as if nothing had happened. */
class RestoredBackupTest {

    @TempDir
    private static Path temp;

    private static Path inputs;
    private static List<String> unbroken;
    private static Backup.Copy afterTheFirstDay;
    private static Backup.Copy insideTheSecond;

    @BeforeAll
    static void aHouseThatIsCopiedBetweenTwoDaysAndInsideOne() throws IOException {
        inputs = DayFixture.inputs(temp.resolve("inputs"));
        Path data = temp.resolve("house");
        Database database = Database.of(data, DatabaseSettings.EMBEDDED);
        List<Backup.Copy> copies = new ArrayList<>();
        int[] margins = {0};
        StepProbe copyInsideTheSecond = step -> {
            if (step.equals("margin") && ++margins[0] == 2) {
                copies.add(Backup.write(database, temp.resolve("inside.zip")));
            }
        };
        try (BatchContext context = DayFixture.open(data, copyInsideTheSecond)) {
            run(context, DayFixture.FIRST);
            copies.add(Backup.write(database, temp.resolve("after.zip")));
            run(context, DayFixture.CRASH);
            unbroken = DayFixture.digests(context);
        }
        afterTheFirstDay = copies.get(0);
        insideTheSecond = copies.get(1);
    }

    @Test
    void theCopyTellsTheLastClosedDayAndTheOneThatIsOpen() {
        assertThat(afterTheFirstDay.lastClosed().orElseThrow())
                .isEqualTo(new Backup.Cycle("2026-03-02", 1, "CLOSED", unbroken.get(0).split(" ")[2]));
        assertThat(afterTheFirstDay.unfinished()).isEmpty();
        assertThat(insideTheSecond.lastClosed()).isEqualTo(afterTheFirstDay.lastClosed());
        assertThat(insideTheSecond.unfinished().orElseThrow().businessDate()).isEqualTo("2026-03-03");
    }

    @Test
    void aRestoredHouseVerifiesAndRunsTheNextDayToTheSameDigest() throws IOException {
        Path data = unzip(afterTheFirstDay.file(), temp.resolve("restored"));
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            assertThat(context.get(Verification.class).verify(DayFixture.FIRST).isSame()).isTrue();
            run(context, DayFixture.CRASH);
            assertThat(DayFixture.digests(context)).isEqualTo(unbroken);
        }
    }

    @Test
    void aHouseCopiedInsideADayContinuesThereOnceTheLeaseHasExpired() throws IOException {
        Path data = unzip(insideTheSecond.file(), temp.resolve("continued"));
        try (BatchContext context = DayFixture.open(data, StepProbe.NONE)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(jdbc.queryForObject("select count(*) from account_margin m join clearing_cycle c"
                    + " on c.cycle_id = m.cycle_id where business_date = ?", Long.class, DayFixture.CRASH))
                    .as("what the step had not committed").isZero();
            assertThat(DayFixture.run(context, DayFixture.CRASH, inputs, data).ending())
                    .as("its owner is this living process").isEqualTo(Ending.ALREADY_RUNNING);
            jdbc.update("update house_lease_heartbeat set expires_at = dateadd(hour, -1, expires_at)");
            run(context, DayFixture.CRASH);
            assertThat(DayFixture.digests(context)).isEqualTo(unbroken);
        }
    }

    private static void run(BatchContext context, LocalDate date) {
        LaunchOutcome outcome = DayFixture.run(context, date, inputs, temp.resolve("reports"));
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
    }

    private static Path unzip(Path zip, Path data) throws IOException {
        Files.createDirectories(data);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.copy(in, data.resolve(entry.getName()));
            }
        }
        return data;
    }
}
