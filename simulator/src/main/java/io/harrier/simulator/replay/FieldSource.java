package io.harrier.simulator.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;

/** Where a field of a transaction comes from. Each gives text in the form of the contract. */
sealed interface FieldSource {

  /** The field's text, or an empty text when the line has nothing for it. */
  String read(Line line) throws BadLineException;

  /** A column as it is. */
  record Column(String column) implements FieldSource {
    @Override
    public String read(Line line) throws BadLineException {
      return line.value(column);
    }
  }

  /** A column that a file need not have. */
  record OptionalColumn(String column) implements FieldSource {
    @Override
    public String read(Line line) {
      return line.values().getOrDefault(column, "");
    }
  }

  /** The same for every line. */
  record Constant(String value) implements FieldSource {
    @Override
    public String read(Line line) {
      return value;
    }
  }

  /** The number of the line, for files without ids. */
  record LineNumber(String prefix) implements FieldSource {
    @Override
    public String read(Line line) {
      return prefix + "-" + line.number();
    }
  }

  /**
   * Something derived from a column that must not be passed on, such as a card number: the first 64
   * bits of its SHA-256.
   */
  record Token(String column, String prefix) implements FieldSource {
    private static final int BYTES = 8;

    @Override
    public String read(Line line) throws BadLineException {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] hash = digest.digest(line.value(column).getBytes(StandardCharsets.UTF_8));
        return prefix + "-x" + HexFormat.of().formatHex(hash, 0, BYTES);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /**
   * One text for another.
   *
   * @param otherwise for texts that are not among them; {@code null} when that is an error
   */
  record Mapped(String column, Map<String, String> values, String otherwise)
      implements FieldSource {
    @Override
    public String read(Line line) throws BadLineException {
      String value = line.value(column);
      String mapped = values.getOrDefault(value, otherwise);
      if (mapped == null) {
        throw new BadLineException(
            "the map has nothing for \"" + value + "\" in column \"" + column + "\"");
      }
      return mapped;
    }
  }

  /** A decimal amount in major units, as minor units; rounded half even. */
  record Amount(String column, int decimals) implements FieldSource {
    @Override
    public String read(Line line) throws BadLineException {
      String value = line.value(column);
      try {
        return new BigDecimal(value.trim())
            .movePointRight(decimals)
            .setScale(0, RoundingMode.HALF_EVEN)
            .toPlainString();
      } catch (NumberFormatException e) {
        throw new BadLineException("\"" + value + "\" in column \"" + column + "\" is no amount");
      }
    }
  }

  /** So many steps after a moment. */
  record Steps(String column, Instant epoch, long stepMillis) implements FieldSource {
    @Override
    public String read(Line line) throws BadLineException {
      String value = line.value(column);
      try {
        long steps = Math.multiplyExact(Long.parseLong(value.trim()), stepMillis);
        return Long.toString(Math.addExact(epoch.toEpochMilli(), steps));
      } catch (NumberFormatException | ArithmeticException e) {
        throw new BadLineException(
            "\"" + value + "\" in column \"" + column + "\" is no number of steps");
      }
    }
  }

  /** A date and time in words, local to a zone unless it names an offset itself. */
  record Time(String column, DateTimeFormatter format, ZoneId zone) implements FieldSource {
    @Override
    public String read(Line line) throws BadLineException {
      String value = line.value(column);
      try {
        Instant time =
            (Instant)
                format.parseBest(
                    value,
                    Instant::from,
                    moment -> LocalDateTime.from(moment).atZone(zone).toInstant());
        return Long.toString(time.toEpochMilli());
      } catch (DateTimeException e) {
        throw new BadLineException(
            "\"" + value + "\" in column \"" + column + "\" is not of the map's pattern");
      }
    }
  }
}
