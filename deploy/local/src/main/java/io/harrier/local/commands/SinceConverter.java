package io.harrier.local.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An event time that has passed, from the one that transactions have reached. */
final class SinceConverter implements ITypeConverter<UnaryOperator<Instant>> {
  @Override
  public UnaryOperator<Instant> convert(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return reached -> time;
    } catch (DateTimeParseException notATime) {
      try {
        Duration ago = new DurationConverter().convert(text);
        return reached -> reached.minus(ago);
      } catch (TypeConversionException notADuration) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is no time: write an event time such as 2026-11-22T12:00Z, or how long ago,"
                + " such as 2h");
      }
    }
  }
}
