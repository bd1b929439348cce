package io.harrier.detection.evaluate;

import java.util.List;

/**
 * More transactions arrived before the job was ready than it may hold. Kafka still has them all.
 */
public final class NotReadyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NotReadyException(int held, List<String> missing, String releases) {
    super(
        "held back "
            + held
            + " transactions, as many as --max-held allows, and still waiting for "
            + (missing.isEmpty() ? "a live release that can be loaded" : String.join(", ", missing))
            + " (releases: "
            + releases
            + "). Nothing is lost: the transactions stay in Kafka. Check that reference-data runs"
            + " and reaches Postgres and Kafka, and that a release has been published");
  }
}
