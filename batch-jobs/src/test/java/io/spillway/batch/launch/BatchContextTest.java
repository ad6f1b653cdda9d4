package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.HouseLeaseRow;
import io.spillway.batch.store.LeaseOwner;
import io.spillway.batch.store.TestPostgres;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BatchContextTest {

    private static final Instant MOMENT = Instant.parse("2026-03-29T01:30:00.123456Z");

    @TempDir
    private Path data;

    static Stream<DatabaseSettings> databases() {
        return Stream.of(DatabaseSettings.EMBEDDED, TestPostgres.freshDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void jdbcHibernateAndSpringBatchShareOneTransaction(DatabaseSettings settings) throws Exception {
        try (BatchContext context = open(settings)) {
            TransactionTemplate transaction = context.get(TransactionTemplate.class);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            StatelessSession session = context.get(StatelessSession.class);

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                session.insertMultiple(List.of(row("A"), row("D")));
                assertThat(count(jdbc)).isEqualTo(2);
                throw new IllegalStateException("roll back");
            })).hasMessage("roll back");
            assertThat(count(jdbc)).isZero();

            Job job = job(context, jdbc, session);
            JobExecution execution = context.get(JobOperator.class).start(job, new JobParametersBuilder()
                    .addLocalDate("businessDate", LocalDate.of(2026, 3, 27)).addLong("cycle", 1L).toJobParameters());
            assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(count(jdbc)).isEqualTo(2);
            assertThat(jdbc.queryForList("select SHORT_CONTEXT from BATCH_STEP_EXECUTION_CONTEXT", String.class))
                    .singleElement().asString().startsWith("{").contains("\"rows\"");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aMomentComesBackAsItWasWritten(DatabaseSettings settings) {
        try (BatchContext context = open(settings)) {
            TransactionTemplate transaction = context.get(TransactionTemplate.class);
            SessionFactory factory = context.get(SessionFactory.class);
            transaction.executeWithoutResult(status -> context.get(StatelessSession.class).insert(row("A")));
            try (EntityManager entities = factory.createEntityManager()) {
                HouseLeaseRow found = entities.find(HouseLeaseRow.class, "A");
                assertThat(found.acquiredAt()).isEqualTo(MOMENT);
                assertThat(found.businessDate()).isEqualTo(LocalDate.of(2026, 3, 29));
                assertThat(found.owner()).isEqualTo(row("A").owner());
            }
        }
    }

    @Test
    void tablesThatDoNotMatchTheEntitiesStopTheStart() {
        try (BatchContext context = open(DatabaseSettings.EMBEDDED)) {
            context.get(JdbcTemplate.class).execute("alter table HOUSE_LEASE drop column OWNER_HOST");
        }
        assertThatThrownBy(() -> open(DatabaseSettings.EMBEDDED)).hasMessageContaining("OWNER_HOST");
    }

    private BatchContext open(DatabaseSettings settings) {
        return BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(ConfigDirectory.standard()), Settings.defaults(),
                Database.of(data, settings), Creation.ALLOWED, Clock.systemUTC()));
    }

    private static Job job(BatchContext context, JdbcTemplate jdbc, StatelessSession session) {
        JobRepository repository = context.get(JobRepository.class);
        return new JobBuilder("test", repository).start(new StepBuilder("write", repository)
                .tasklet((contribution, chunk) -> {
                    session.insertMultiple(List.of(row("B")));
                    jdbc.update("insert into HOUSE_LEASE select 'C', FENCING_TOKEN, STATE, OWNER_ID, OWNER_HOST,"
                            + " OWNER_MACHINE, OWNER_PID, OWNER_START_MARK, BUSINESS_DATE, CYCLE, ACQUIRED_AT"
                            + " from HOUSE_LEASE where HOUSE = 'B'");
                    contribution.getStepExecution().getExecutionContext().putInt("rows", 2);
                    return RepeatStatus.FINISHED;
                }, context.get(PlatformTransactionManager.class)).build()).build();
    }

    private static HouseLeaseRow row(String house) {
        HouseLeaseRow row = new HouseLeaseRow(house);
        row.take(new LeaseOwner("id", "host", "machine", 7, "1"), LocalDate.of(2026, 3, 29), 1, MOMENT);
        return row;
    }

    private static int count(JdbcTemplate jdbc) {
        return jdbc.queryForObject("select count(*) from HOUSE_LEASE", Integer.class);
    }
}
