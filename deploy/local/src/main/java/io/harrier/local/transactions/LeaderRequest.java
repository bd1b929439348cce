package io.harrier.local.transactions;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Asks one broker what no public client of Kafka asks, by the connection that all of them share: it
 * settles on a version of the request that the broker knows.
 */
final class LeaderRequest {
  private static final String CLIENT = "harrier-transactions";

  private LeaderRequest() {}

  /**
   * @param patience for the connection, and again for the answer
   * @throws CommandFailedException if the broker does not answer, or knows no version of the
   *     request
   */
  static AbstractResponse send(Node broker, AbstractRequest.Builder<?> request, Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    String address = broker.host() + ":" + broker.port();
    AdminClientConfig config =
        new AdminClientConfig(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
    try (Metrics metrics = new Metrics();
        KafkaClient client =
            ClientUtils.createNetworkClient(
                config,
                CLIENT,
                metrics,
                CLIENT,
                new LogContext(),
                new ApiVersions(),
                Time.SYSTEM,
                1,
                millis,
                new ManualMetadataUpdater(List.of(broker)),
                new DefaultHostResolver())) {
      if (!NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, millis)) {
        throw new IOException("no connection within " + patience.toSeconds() + " s");
      }
      return NetworkClientUtils.sendAndReceive(
              client,
              client.newClientRequest(
                  broker.idString(), request, Time.SYSTEM.milliseconds(), true, millis, null),
              Time.SYSTEM)
          .responseBody();
    } catch (IOException | KafkaException e) {
      throw new CommandFailedException(
          "Kafka's broker %s at %s does not take %s (%s): nothing has changed, or it is done by now; try again"
              .formatted(broker.idString(), address, request.apiKey(), e.getMessage()),
          e);
    }
  }
}
