package io.harrier.local.commands;

import io.harrier.alerting.casework.RulePrecisions;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.StreamClock;
import io.harrier.local.history.StreamTime;
import io.harrier.registry.Approvals;
import io.harrier.registry.ReleaseRegistry;
import io.harrier.registry.RuleSwitches;
import io.harrier.registry.Successions;
import io.harrier.registry.TransactionTime;
import io.harrier.registry.audit.AuditLog;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which registry a command works on. */
final class RegistryOptions {
  /** Who is at work where nobody says so. */
  static final String ACTOR = "${sys:user.name}";

  static final String ACTOR_DESCRIPTION = "Who does it; the user of this terminal where omitted.";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private DataOption data;

  /** To look at releases, and to do what needs no key. */
  ReleaseRegistry registry() {
    return new ReleaseRegistry(database());
  }

  /**
   * To let releases decide: from now on in the time of the transactions, also while the past is
   * replayed or simulated. Kafka is asked for it when something depends on it.
   */
  ReleaseRegistry registryInStreamTime() {
    InstantSource machine = InstantSource.system();
    return new ReleaseRegistry(
        database(),
        TransactionTime.notAheadOf(machine, new StreamClock(machine, () -> streamTime(machine))));
  }

  /** Without Kafka a release can still be rolled back: by the clock. */
  private Optional<StreamTime> streamTime(InstantSource machine) {
    String kafka = endpoints().kafka();
    try {
      return StreamTime.behind(kafka, machine);
    } catch (KafkaException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "harrier: Kafka at %s does not say which time its transactions have reached, so the"
                  + " clock's is taken; --active-from names another%n",
              kafka);
      return Optional.empty();
    }
  }

  Approvals approvals() {
    return new Approvals(database());
  }

  RuleSwitches switches() {
    return new RuleSwitches(database());
  }

  AuditLog audit() {
    return new AuditLog(database());
  }

  /** How often rules are right. */
  RulePrecisions precisions() {
    return new RulePrecisions(database());
  }

  /**
   * What releases take over from each other, in a job with the usual settings, as {@code up} has.
   */
  Successions successions() {
    return new Successions(database(), EvaluationSettings.DEFAULT);
  }

  Endpoints endpoints() {
    return Endpoints.require(data.directory());
  }

  DataDirectory directory() {
    return data.directory();
  }

  private DataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(endpoints().postgres());
    return database;
  }
}
