package io.harrier.engine.gate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a release costs, measured on made-up transactions.
 *
 * @param transactions how many were replayed
 * @param nanosPerTransaction features, rules and sequences together
 * @param rules in the order of the release
 * @param sequences in the order of the release
 */
public record ReplayReport(
    int transactions, double nanosPerTransaction, List<Cost> rules, List<Cost> sequences) {
  public ReplayReport {
    rules = List.copyOf(rules);
    sequences = List.copyOf(sequences);
  }

  /** The dearest rules and sequences, the dearest first. */
  public List<Cost> dearest(int count) {
    return Stream.concat(rules.stream(), sequences.stream())
        .sorted(Comparator.comparingDouble(Cost::nanos).reversed())
        .limit(count)
        .toList();
  }
}
