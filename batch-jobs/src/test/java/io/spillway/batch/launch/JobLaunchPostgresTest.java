package io.spillway.batch.launch;

import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.TestPostgres;

/** Launching on PostgreSQL. */
class JobLaunchPostgresTest extends JobLaunchTest {

    @Override
    DatabaseSettings database() {
        return TestPostgres.freshDatabase();
    }
}
