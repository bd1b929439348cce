package io.harrier.local.commands;

import io.harrier.local.transactions.ForgottenEnd;
import io.harrier.local.transactions.ForgottenEndSweep.Ended;
import java.io.PrintWriter;
import java.util.List;

/**
 * What {@code transactions sweep} says of transactions that a partition was not told the end of.
 */
final class ForgottenEndText {
  private ForgottenEndText() {}

  static void foretell(PrintWriter out, List<ForgottenEnd> forgotten) {
    for (ForgottenEnd each : forgotten) {
      out.printf(
          "%s %s: %s%n",
          each.outcome()
              .map(outcome -> outcome.committed() ? "would commit" : "would abort")
              .orElse("leaves alone"),
          name(each),
          each.reason());
    }
  }

  /** Whether all of them were ended by this. */
  static boolean print(PrintWriter out, List<Ended> ended) {
    boolean all = true;
    for (Ended each : ended) {
      all &= each.ended();
      if (each.ended()) {
        out.printf("%s %s%n", each.outcome().verb(), name(each.forgotten()));
      } else {
        out.printf("left alone %s: the partition was told just now%n", name(each.forgotten()));
      }
    }
    return all;
  }

  /** Whether nothing is left. */
  static boolean explainRest(PrintWriter out, List<ForgottenEnd> left) {
    left.forEach(each -> out.printf("%s stays: %s%n", name(each), each.reason()));
    return left.isEmpty();
  }

  private static String name(ForgottenEnd forgotten) {
    return "%s in %s from offset %d on"
        .formatted(forgotten.transactionalId(), forgotten.partition(), forgotten.offset());
  }
}
