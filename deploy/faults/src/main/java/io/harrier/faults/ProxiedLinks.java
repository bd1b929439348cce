package io.harrier.faults;

import io.harrier.faults.proxy.FaultProxy;
import io.harrier.faults.proxy.KafkaRequests;
import io.harrier.faults.proxy.PostgresMessages;
import io.harrier.faults.proxy.StreamWatch;
import io.harrier.faults.proxy.TextInStream;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.platform.Links;
import io.harrier.local.platform.PlatformSettings;
import io.harrier.servers.Ports;
import io.harrier.servers.RelayedListener;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The platform's links, each through a proxy of its own; only jobs and capture go by them. What a
 * proxy's reset waits for is what commits on that link: the end of a transaction of alerts, the
 * writing of rows, the confirmation of a position in the log, a standing.
 */
public final class ProxiedLinks implements Links, AutoCloseable {
  private static final String TRANSACTIONS_OF_ALERTS = "-alerts-";
  private static final String STANDING = "standing:";

  private final int kafka = Ports.findFree();
  private final int postgres = Ports.findFree();
  private final int redis = Ports.findFree();
  private final Map<Link, FaultProxy> proxies = new EnumMap<>(Link.class);

  private ProxiedLinks() {}

  public static ProxiedLinks start() throws IOException {
    ProxiedLinks links = new ProxiedLinks();
    for (Link link : Link.values()) {
      links.proxies.put(
          link, FaultProxy.start(Ports.findFree(), links.server(link), commitsOf(link)));
    }
    return links;
  }

  private int server(Link link) {
    return switch (link) {
      case KAFKA -> kafka;
      case CAPTURE_TO_POSTGRES, ALERTING_TO_POSTGRES -> postgres;
      case ALERTING_TO_REDIS -> redis;
    };
  }

  private static Supplier<StreamWatch> commitsOf(Link link) {
    return switch (link) {
      case KAFKA -> () -> KafkaRequests.endOfTransaction(TRANSACTIONS_OF_ALERTS);
      case CAPTURE_TO_POSTGRES -> PostgresMessages::confirmation;
      case ALERTING_TO_POSTGRES -> PostgresMessages::execution;
      case ALERTING_TO_REDIS -> () -> new TextInStream(STANDING);
    };
  }

  public FaultProxy proxy(Link link) {
    return proxies.get(link);
  }

  /** How a platform is started that goes by these links. */
  public PlatformSettings in(PlatformSettings settings) {
    return new PlatformSettings(
        settings.kafkaPort(),
        postgres,
        redis,
        settings.flinkPort(),
        settings.fourEyes(),
        settings.flink(),
        settings.newDirectory(),
        this,
        settings.detectionOptions());
  }

  @Override
  public Optional<RelayedListener> kafka() {
    return Optional.of(new RelayedListener(kafka, proxy(Link.KAFKA).port()));
  }

  @Override
  public Endpoints ofJobs(Endpoints endpoints) {
    return new Endpoints(
        kafka().orElseThrow().bootstrapServers(),
        by(Link.ALERTING_TO_POSTGRES, endpoints.postgres()),
        by(Link.ALERTING_TO_REDIS, endpoints.redis()),
        endpoints.flink());
  }

  @Override
  public String ofCapture(String url) {
    return by(Link.CAPTURE_TO_POSTGRES, url);
  }

  private String by(Link link, String url) {
    return url.replace(":" + server(link), ":" + proxy(link).port());
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }
}
