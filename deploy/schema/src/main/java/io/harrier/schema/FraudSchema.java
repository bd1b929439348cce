package io.harrier.schema;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Creates the schema {@code fraud} and brings it to the version of this build.
 *
 * <p>Safe to run at every start and from several processes at once: what has been applied is
 * recorded in {@code fraud.schema_history}, and concurrent runs wait for each other.
 */
public final class FraudSchema {
  /** The schema that holds every table. */
  public static final String NAME = "fraud";

  /** The publication that change data capture reads. */
  public static final String PUBLICATION = "harrier_reference";

  private static final String HISTORY_TABLE = "schema_history";
  private static final String MIGRATIONS = "classpath:io/harrier/schema/migration";

  private FraudSchema() {}

  /**
   * Applies the migrations that are missing.
   *
   * @param jdbcUrl {@code jdbc:postgresql:...}
   * @param user {@code null} if the URL names it
   * @param password {@code null} if the URL names it or none is needed
   * @return how many migrations were applied
   * @throws SchemaException if the database is newer than this build, was changed by hand, or
   *     cannot be reached
   */
  public static int migrate(String jdbcUrl, String user, String password) {
    return migrate(configuration().dataSource(jdbcUrl, user, password));
  }

  /**
   * Applies the migrations that are missing.
   *
   * @return how many migrations were applied
   * @throws SchemaException if the database is newer than this build, was changed by hand, or
   *     cannot be reached
   */
  public static int migrate(DataSource dataSource) {
    return migrate(configuration().dataSource(dataSource));
  }

  private static int migrate(FluentConfiguration configuration) {
    try {
      Flyway flyway = configuration.load();
      refuseNewer(flyway.info().all());
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new SchemaException(
          "The schema \"%s\" cannot be migrated: %s".formatted(NAME, e.getMessage()), e);
    }
  }

  private static FluentConfiguration configuration() {
    return Flyway.configure(FraudSchema.class.getClassLoader())
        .schemas(NAME)
        .defaultSchema(NAME)
        .createSchemas(true)
        .table(HISTORY_TABLE)
        .locations(MIGRATIONS)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true);
  }

  // Flyway would run on beside tables that it doesn't know.
  private static void refuseNewer(MigrationInfo[] migrations) {
    String unknown =
        Arrays.stream(migrations)
            .filter(migration -> migration.getState().isApplied())
            .filter(migration -> !migration.getState().isResolved())
            .filter(migration -> migration.getVersion() != null)
            .map(migration -> migration.getVersion() + " (" + migration.getDescription() + ")")
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new SchemaException(
          "The schema \"%s\" of this database was migrated by a newer Harrier: this build does not"
                  .formatted(NAME)
              + " know migration %s. Run that newer Harrier, or restore a backup from before it."
                  .formatted(unknown));
    }
  }
}
