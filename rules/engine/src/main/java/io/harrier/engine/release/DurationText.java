package io.harrier.engine.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as analysts write them: {@code 90s}, {@code 30m}, {@code 1h30m}, {@code 7d}. */
final class DurationText {
  /** What a message says of the form. */
  static final String FORM = "a length of time such as 90s, 30m, 1h30m or 7d";

  private static final Pattern PATTERN =
      Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");
  private static final long[] UNITS = {86_400_000L, 3_600_000L, 60_000L, 1_000L};

  private DurationText() {}

  /** Milliseconds, or nothing when the text is not of that form. */
  static Optional<Long> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    long millis = 0;
    for (int group = 1; group <= UNITS.length; group++) {
      if (matcher.group(group) != null) {
        millis += Long.parseLong(matcher.group(group)) * UNITS[group - 1];
      }
    }
    return Optional.of(millis);
  }
}
