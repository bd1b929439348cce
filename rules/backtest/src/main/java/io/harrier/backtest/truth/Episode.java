package io.harrier.backtest.truth;

import java.util.Objects;

/**
 * Transactions that were one fraud.
 *
 * @param typology what kind it was, in words
 */
public record Episode(String episodeId, String typology) {
  public Episode {
    Objects.requireNonNull(episodeId, "episodeId");
    Objects.requireNonNull(typology, "typology");
  }
}
