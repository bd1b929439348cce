package io.harrier.simulator.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one entry of a map of columns. */
final class FieldSourceReader {
  private static final Set<String> OPTIONS =
      Set.of(
          "column",
          "constant",
          "line",
          "token",
          "values",
          "otherwise",
          "decimals",
          "epoch",
          "step",
          "pattern",
          "zone");

  private FieldSourceReader() {}

  /**
   * @param where names the map and the field in messages
   */
  static FieldSource read(Object value, String where) throws InvalidMapException {
    if (!(value instanceof Map<?, ?> entries)) {
      throw new InvalidMapException(where + ": say {column: NAME} or {constant: VALUE}");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String option = String.valueOf(entry.getKey());
      if (!OPTIONS.contains(option)) {
        throw new InvalidMapException(where + ": there is no option \"" + option + "\"");
      }
      options.put(option, entry.getValue());
    }
    if (options.containsKey("constant")) {
      return new FieldSource.Constant(text(options, "constant", where));
    }
    if (options.containsKey("line")) {
      return new FieldSource.LineNumber(text(options, "line", where));
    }
    return ofColumn(text(options, "column", where), options, where);
  }

  private static FieldSource ofColumn(String column, Map<String, Object> options, String where)
      throws InvalidMapException {
    if (options.containsKey("token")) {
      return new FieldSource.Token(column, text(options, "token", where));
    }
    if (options.containsKey("decimals")) {
      return new FieldSource.Amount(column, decimals(text(options, "decimals", where), where));
    }
    if (options.get("values") instanceof Map<?, ?> values) {
      Map<String, String> texts = new LinkedHashMap<>();
      values.forEach((from, to) -> texts.put(String.valueOf(from), String.valueOf(to)));
      String otherwise =
          options.containsKey("otherwise") ? text(options, "otherwise", where) : null;
      return new FieldSource.Mapped(column, texts, otherwise);
    }
    try {
      if (options.containsKey("step")) {
        Object epoch = options.get("epoch");
        return new FieldSource.Steps(
            column,
            epoch instanceof Date date
                ? date.toInstant()
                : Instant.parse(text(options, "epoch", where)),
            step(text(options, "step", where)).toMillis());
      }
      if (options.containsKey("pattern")) {
        return new FieldSource.Time(
            column,
            DateTimeFormatter.ofPattern(text(options, "pattern", where), Locale.ROOT),
            ZoneId.of(options.containsKey("zone") ? text(options, "zone", where) : "UTC"));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidMapException(where + ": " + e.getMessage());
    }
    return new FieldSource.Column(column);
  }

  private static Duration step(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
  }

  private static int decimals(String text, String where) throws InvalidMapException {
    if (!text.matches("[0-6]")) {
      throw new InvalidMapException(where + ": decimals is a number from 0 to 6, not " + text);
    }
    return Integer.parseInt(text);
  }

  private static String text(Map<String, Object> options, String option, String where)
      throws InvalidMapException {
    Object value = options.get(option);
    if (value == null) {
      throw new InvalidMapException(where + ": \"" + option + "\" is missing");
    }
    return String.valueOf(value);
  }
}
