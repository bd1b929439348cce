package io.harrier.local.commands;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.StreamTime;
import io.harrier.registry.Approvals;
import io.harrier.registry.RegistrySettings;
import io.harrier.registry.ReleaseRegistry;
import io.harrier.registry.RuleSwitches;
import io.harrier.registry.audit.AuditLog;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Mixin;

/** Which registry a command works on. */
final class RegistryOptions {
  /** Who is at work where nobody says so. */
  static final String ACTOR = "${sys:user.name}";

  static final String ACTOR_DESCRIPTION = "Who does it; the user of this terminal where omitted.";

  @Mixin private DataOption data;

  /** To look at releases, and to do what needs no key. */
  ReleaseRegistry registry() {
    return new ReleaseRegistry(database());
  }

  /**
   * To let releases decide: from now on in the time of the transactions, also while the past is
   * replayed or simulated.
   */
  ReleaseRegistry registryInStreamTime() {
    Endpoints endpoints = Endpoints.require(data.directory());
    Clock machine = Clock.systemUTC();
    return StreamTime.behind(endpoints.kafka(), machine)
        .map(time -> new ReleaseRegistry(database(), settings(time), time.clock(machine)))
        .orElseGet(this::registry);
  }

  private static RegistrySettings settings(StreamTime time) {
    RegistrySettings usual = RegistrySettings.DEFAULT;
    return new RegistrySettings(time.lasting(usual.lead()), usual.history());
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

  DataDirectory directory() {
    return data.directory();
  }

  private DataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(Endpoints.require(data.directory()).postgres());
    return database;
  }
}
