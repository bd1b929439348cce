package io.harrier.local.demo;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that the demo changed while payments flowed.
 *
 * @param change what was changed, in words
 * @param madeAt by the machine's clock, epoch milliseconds
 * @param tookEffectAt by the machine's clock, epoch milliseconds; {@code null} while it has not
 * @param effect the first decision or alert that came of it, in words; {@code null} while there is
 *     none
 */
public record Intervention(String change, long madeAt, Long tookEffectAt, String effect) {

  static Intervention made(String change, Instant at) {
    return new Intervention(change, at.toEpochMilli(), null, null);
  }

  Intervention tookEffect(String seen, long at) {
    return new Intervention(change, madeAt, at, seen);
  }

  boolean hasTakenEffect() {
    return tookEffectAt != null;
  }

  /** Fits a narrow terminal. */
  String brief() {
    return hasTakenEffect()
        ? String.format(Locale.ROOT, "%s; took effect after %,d ms", change, tookEffectAt - madeAt)
        : change + "; no effect yet";
  }
}
