package io.harrier.local.platform;

import io.harrier.local.directory.Endpoints;
import io.harrier.servers.RelayedListener;
import java.util.Optional;

/**
 * How jobs and capture reach the servers: directly, unless somebody puts something in between to
 * try the platform under faults. Everybody else goes by the {@link Endpoints}.
 */
public interface Links {
  Links DIRECT = new Links() {};

  /** A listener of Kafka for jobs and capture alone. */
  default Optional<RelayedListener> kafka() {
    return Optional.empty();
  }

  /** What the jobs are given instead of where the servers are. */
  default Endpoints ofJobs(Endpoints endpoints) {
    return endpoints;
  }

  /**
   * What capture is given instead of where PostgreSQL is.
   *
   * @param postgres JDBC URL
   */
  default String ofCapture(String postgres) {
    return postgres;
  }
}
