package io.harrier.servers;

/**
 * A further listener of a broker, for clients that do not reach it directly. They are told the
 * address of what is in between, and so come back by way of it.
 *
 * @param port where the broker listens
 * @param advertisedPort where its clients connect; something there passes on what they send
 */
public record RelayedListener(int port, int advertisedPort) {
  static final String NAME = "RELAYED";

  /** Continues the broker's list of listeners. */
  String listening() {
    return ",%s://%s:%d".formatted(NAME, Ports.LOOPBACK, port);
  }

  /** Continues the broker's list of what clients are told. */
  String advertised() {
    return ",%s://%s:%d".formatted(NAME, Ports.LOOPBACK, advertisedPort);
  }

  /** Host and port, as clients want it. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + advertisedPort;
  }
}
