package io.harrier.local.health;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks Kafka something that is worth knowing now, or not at all. */
public final class ImpatientAdmin {
  private ImpatientAdmin() {}

  /**
   * @param patience for one answer
   */
  public static Admin create(String bootstrapServers, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis));
  }
}
