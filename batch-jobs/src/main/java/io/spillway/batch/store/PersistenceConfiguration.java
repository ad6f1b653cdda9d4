package io.spillway.batch.store;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.StatisticsSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.SharedSessionCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One pool and one transaction manager for business, Spring Batch and Quartz tables: what a step writes and what the
 * job repository records commit together. Hibernate validates the tables and never changes them.
 */
@Configuration(proxyBeanMethods = false)
public class PersistenceConfiguration {

    private static final int JDBC_BATCH_SIZE = 500;

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Database database, Creation creation) {
        return database.openPool(creation);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    /** Also a Hibernate SessionFactory, for whoever asks for that type. */
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setPersistenceUnitName("spillway");
        factory.setDataSource(dataSource);
        factory.setManagedTypes(PersistenceManagedTypes.of(Entities.names()));
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(hibernateSettings());
        return factory;
    }

    /**
     * Takes part in the running transaction, on its connection. insertMultiple writes at once; a single insert waits
     * in Hibernate's JDBC batch until commit, and plain JDBC does not see it before.
     */
    @Bean
    StatelessSession statelessSession(SessionFactory sessionFactory) {
        return SharedSessionCreator.createSharedStatelessSession(sessionFactory);
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    @Bean
    TransactionTemplate transactionTemplate(JpaTransactionManager transactionManager) {
        return new TransactionTemplate(transactionManager);
    }

    private static Map<String, Object> hibernateSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SchemaToolingSettings.HBM2DDL_AUTO, "validate");
        settings.put(JdbcSettings.JDBC_TIME_ZONE, "UTC");
        settings.put(BatchSettings.STATEMENT_BATCH_SIZE, JDBC_BATCH_SIZE);
        settings.put(BatchSettings.ORDER_INSERTS, true);
        settings.put(BatchSettings.ORDER_UPDATES, true);
        settings.put(CacheSettings.USE_SECOND_LEVEL_CACHE, false);
        settings.put(CacheSettings.USE_QUERY_CACHE, false);
        settings.put(StatisticsSettings.GENERATE_STATISTICS, false);
        // No mapping files: spares every start the XML binding.
        settings.put(MappingSettings.XML_MAPPING_ENABLED, false);
        return settings;
    }
}
