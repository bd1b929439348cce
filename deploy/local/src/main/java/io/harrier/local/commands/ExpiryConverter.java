package io.harrier.local.commands;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time to come: a duration from now, or an instant. */
final class ExpiryConverter implements ITypeConverter<Instant> {
  private final InstantSource clock;

  /** For picocli. */
  ExpiryConverter() {
    this(InstantSource.system());
  }

  ExpiryConverter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notAnInstant) {
      try {
        return clock.instant().plus(new DurationConverter().convert(text));
      } catch (TypeConversionException notADuration) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is no time: write 30d, 12h, or an instant such as 2026-11-22T12:00:00Z");
      }
    }
  }
}
