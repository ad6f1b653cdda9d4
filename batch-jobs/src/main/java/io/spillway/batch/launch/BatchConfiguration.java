package io.spillway.batch.launch;

import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Database;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.configuration.support.ScopeConfiguration;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Batch on the house's database: the JDBC job repository with execution contexts as JSON, and an operator that
 * runs a job in the caller's thread. {@link JobLaunch} hands it each job, so that none is built in vain.
 */
@Configuration(proxyBeanMethods = false)
@Import(ScopeConfiguration.class)
public class BatchConfiguration {

    @Bean
    JdbcJobRepositoryFactoryBean jobRepository(DataSource dataSource, JdbcTemplate jdbcTemplate,
            PlatformTransactionManager transactionManager) {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setJdbcOperations(jdbcTemplate);
        factory.setTransactionManager(transactionManager);
        factory.setSerializer(new JacksonExecutionContextStringSerializer());
        // The house's lease lets one launch through at a time; a stricter isolation would only add failures to retry.
        factory.setIsolationLevelForCreateEnum(Isolation.DEFAULT);
        return factory;
    }

    @Bean
    JobRegistry jobRegistry() {
        return new MapJobRegistry();
    }

    @Bean
    JobOperatorFactoryBean jobOperator(JobRepository jobRepository, JobRegistry jobRegistry,
            PlatformTransactionManager transactionManager) {
        JobOperatorFactoryBean factory = new JobOperatorFactoryBean();
        factory.setJobRepository(jobRepository);
        factory.setJobRegistry(jobRegistry);
        factory.setTransactionManager(transactionManager);
        factory.setTaskExecutor(new SyncTaskExecutor());
        return factory;
    }

    @Bean
    LeaseTiming leaseTiming(OperatorSettings operator) {
        return LeaseTiming.from(operator);
    }

    @Bean
    Fencing fencing(JdbcTemplate jdbcTemplate, Database database) {
        return new Fencing(jdbcTemplate, database);
    }

    @Bean
    LeaseStore leaseStore(SessionFactory sessions, JdbcTemplate jdbcTemplate, TransactionTemplate transaction,
            LeaseTiming timing) {
        return new LeaseStore(sessions, jdbcTemplate, transaction, timing);
    }

    @Bean
    JobLaunch.BatchParts batchParts(JobOperator operator, JobRepository repository, OperatorSettings settings) {
        return new JobLaunch.BatchParts(operator, repository, RunBudget.from(settings));
    }

    @Bean
    JobLaunch.LeaseParts leaseParts(LeaseStore leases, Fencing fencing, LeaseTiming timing) {
        return new JobLaunch.LeaseParts(leases, fencing, timing);
    }

    @Bean
    JobLaunch jobLaunch(Settings settings, JobLaunch.BatchParts parts, JobLaunch.LeaseParts leaseParts) {
        return new JobLaunch(settings.house().name(), parts, leaseParts);
    }
}
