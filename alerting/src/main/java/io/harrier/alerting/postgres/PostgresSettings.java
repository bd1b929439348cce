package io.harrier.alerting.postgres;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where the tables are, and how they are written.
 *
 * @param url {@code jdbc:postgresql:...}
 * @param user {@code null} if the URL names it
 * @param password {@code null} if the URL names it or none is needed
 * @param batchSize a batch is written when it has this many rows
 * @param batchInterval or when its first row has waited this long, or at a checkpoint
 */
public record PostgresSettings(
    String url, String user, String password, int batchSize, Duration batchInterval)
    implements Serializable {

  @Override
  public String toString() {
    return "PostgresSettings[user=%s, batchSize=%d, batchInterval=%s]"
        .formatted(user, batchSize, batchInterval);
  }
}
