package io.harrier.local.history;

import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a topic, written {@code TOPIC@FROM..TO}. A bound is a time, such as {@code
 * 2026-11-23T10:00Z}; a time ago, such as {@code -1h}; or an offset in each partition. An empty one
 * is the topic's beginning, or its end. The range begins with FROM and ends before TO.
 *
 * @param text as it was written
 */
public record TopicRange(String text, String topic, Bound from, Bound to) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)@(\\S*)\\.\\.(\\S*)");
  private static final Pattern AGO = Pattern.compile("-(\\d+)(s|m|h|d)");
  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

  /** Where a range begins or ends; by time, as Kafka's records carry it, or by offset. */
  public sealed interface Bound {}

  /** The beginning, or the end. */
  public record Open() implements Bound {}

  public record Time(Instant time) implements Bound {}

  public record Offset(long offset) implements Bound {}

  /** A range, if the text has the form of one. */
  public static Optional<TopicRange> parse(String text, InstantSource clock) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new TopicRange(
            text,
            matcher.group(1),
            bound(text, matcher.group(2), clock),
            bound(text, matcher.group(3), clock)));
  }

  private static Bound bound(String range, String text, InstantSource clock) {
    if (text.isEmpty()) {
      return new Open();
    }
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return new Time(clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2))));
    }
    if (OFFSET.matcher(text).matches()) {
      return new Offset(Long.parseLong(text));
    }
    try {
      return new Time(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      throw new CommandFailedException(
          "'"
              + text
              + "' in "
              + range
              + " is neither a time such as 2026-11-23T10:00Z, nor a time ago such as -1h, nor an"
              + " offset",
          e);
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
