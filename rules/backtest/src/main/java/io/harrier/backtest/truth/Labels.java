package io.harrier.backtest.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which transactions were fraud; every other one was not. */
public final class Labels {
  /** Nothing is known. */
  public static final Labels NONE = new Labels("none", Map.of(), List.of());

  private final String source;
  private final Map<String, Label> byTransaction;
  private final List<Episode> episodes;

  private Labels(String source, Map<String, Label> byTransaction, List<Episode> episodes) {
    this.source = source;
    this.byTransaction = byTransaction;
    this.episodes = episodes;
  }

  /** Where they are from, for people. */
  public String source() {
    return source;
  }

  public boolean isEmpty() {
    return byTransaction.isEmpty();
  }

  /** How many transactions are labelled. */
  public int size() {
    return byTransaction.size();
  }

  /** The transaction's label, or {@code null} if it was no fraud. */
  public Label of(String transactionId) {
    return byTransaction.get(transactionId);
  }

  /** By number. */
  public List<Episode> episodes() {
    return episodes;
  }

  /** Collects labels. */
  public static final class Builder {
    private final Map<String, Label> byTransaction = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Episode> episodes = new ArrayList<>();

    /** A transaction is fraud; said twice, the first counts. */
    public Builder fraud(String transactionId, String episodeId, String typology) {
      int episode =
          numbers.computeIfAbsent(
              episodeId,
              id -> {
                episodes.add(new Episode(id, typology));
                return episodes.size() - 1;
              });
      byTransaction.putIfAbsent(transactionId, new Label(byTransaction.size(), episode));
      return this;
    }

    public Labels build(String source) {
      return new Labels(source, Map.copyOf(byTransaction), List.copyOf(episodes));
    }
  }
}
