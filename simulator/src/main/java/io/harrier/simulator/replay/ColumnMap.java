package io.harrier.simulator.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Which field of a transaction comes from which column of a file. */
public final class ColumnMap {
  /** The maps that come with Harrier. */
  public static final List<String> SHIPPED =
      List.of("paysim", "sparkov", "amlsim", "amlsim-converted");

  private static final List<String> REQUIRED =
      List.of("transactionId", "userId", "eventTime", "amountMinor", "currency", "type", "channel");
  private static final List<String> OPTIONAL =
      List.of(
          "status",
          "merchantId",
          "terminalId",
          "mcc",
          "cardToken",
          "deviceId",
          "ipAddress",
          "counterpartyId",
          "country",
          "latitude",
          "longitude");

  private final Map<String, FieldSource> fields;

  private ColumnMap(Map<String, FieldSource> fields) {
    this.fields = fields;
  }

  /** Each field of the contract from the column of the same name. */
  public static ColumnMap identity() {
    Map<String, FieldSource> fields = new LinkedHashMap<>();
    REQUIRED.forEach(field -> fields.put(field, new FieldSource.Column(field)));
    OPTIONAL.forEach(field -> fields.put(field, new FieldSource.OptionalColumn(field)));
    return new ColumnMap(fields);
  }

  /**
   * @param nameOrFile one of {@link #SHIPPED}, or the path of a YAML file
   * @throws InvalidMapException if the map says something that cannot be
   */
  public static ColumnMap named(String nameOrFile) throws IOException, InvalidMapException {
    if (SHIPPED.contains(nameOrFile)) {
      String resource = "/io/harrier/simulator/maps/" + nameOrFile + ".yaml";
      try (InputStream in = ColumnMap.class.getResourceAsStream(resource)) {
        return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), nameOrFile);
      }
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new InvalidMapException(
          nameOrFile
              + ": there is no such file, and no shipped map of this name; shipped are "
              + String.join(", ", SHIPPED));
    }
    return parse(Files.readString(file), nameOrFile);
  }

  /**
   * @param origin names the map in messages
   */
  static ColumnMap parse(String yaml, String origin) throws InvalidMapException {
    Object root;
    try {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (YAMLException e) {
      throw new InvalidMapException(origin + ": " + e.getMessage());
    }
    if (!(root instanceof Map<?, ?> entries)) {
      throw new InvalidMapException(origin + ": a map is a list of \"field: {column: ...}\"");
    }
    Map<String, FieldSource> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String field = String.valueOf(entry.getKey());
      if (!REQUIRED.contains(field) && !OPTIONAL.contains(field)) {
        throw new InvalidMapException(
            origin + ": a transaction has no field \"" + field + "\" that a map could give");
      }
      fields.put(field, FieldSourceReader.read(entry.getValue(), origin + ": " + field));
    }
    List<String> missing = REQUIRED.stream().filter(field -> !fields.containsKey(field)).toList();
    if (!missing.isEmpty()) {
      throw new InvalidMapException(origin + ": the map does not give " + missing);
    }
    return new ColumnMap(fields);
  }

  /** The fields' texts; a field for which the line has nothing is left out. */
  Map<String, String> apply(Line line) throws BadLineException {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, FieldSource> field : fields.entrySet()) {
      String text = field.getValue().read(line);
      if (!text.isEmpty()) {
        texts.put(field.getKey(), text);
      }
    }
    return texts;
  }
}
