package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names the open matches of a pattern in a user's state, over releases: equal as long as the
 * pattern's id and everything that decides what it matches stay as they are. Severity, score,
 * reason and the names of the steps may change.
 */
final class PatternHash {
  /** Part of every hash; another number makes all patterns start afresh. */
  private static final String KIND = "sequence-1";

  private PatternHash() {}

  /** The first 64 bits of SHA-256 over a canonical text. */
  static long of(PatternDefinition pattern) {
    byte[] text = canonical(pattern).getBytes(StandardCharsets.UTF_8);
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String canonical(PatternDefinition pattern) {
    StringBuilder text = new StringBuilder(KIND);
    line(text, pattern.id(), pattern.within(), pattern.skip());
    for (Step step : pattern.steps()) {
      line(text, step.contiguity(), step.mark(), step.minTimes(), step.maxTimes(), step.optional());
      for (Condition condition : step.conditions()) {
        int earlier = PatternCheck.position(pattern, condition.step()).orElse(-1);
        if (condition instanceof SameAs same) {
          line(text, "same", earlier, same.field());
        } else if (condition instanceof DifferentFrom different) {
          line(text, "different", earlier, different.field());
        } else if (condition instanceof AmountRatio ratio) {
          line(
              text,
              "ratio",
              earlier,
              ratio.min().stripTrailingZeros().toPlainString(),
              ratio.max().stripTrailingZeros().toPlainString());
        } else if (condition instanceof Speed speed) {
          line(text, "speed", earlier, speed.minKmPerHour());
        }
      }
    }
    return text.toString();
  }

  /** Each part with its length before it, so that no two definitions share a text. */
  private static void line(StringBuilder text, Object... parts) {
    text.append('\n');
    for (Object part : parts) {
      String value = part.toString();
      text.append(value.length()).append(':').append(value).append(' ');
    }
  }
}
