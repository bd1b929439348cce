package io.harrier.detection;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as Flink writes them: {@code 500ms}, {@code 5s}, {@code 10min}, {@code 24h}, {@code
 * 400d}.
 */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 500ms, 5s, 10min, 24h or 400d");
    }
  }
}
