package io.harrier.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An object of the manifest whose fields must be there. */
record ManifestNode(String path, JsonNode node) {

  boolean has(String name) {
    return node.has(name);
  }

  JsonNode get(String name) throws InvalidBundleException {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw invalid("\"" + name + "\" is missing");
    }
    return value;
  }

  String text(String name) throws InvalidBundleException {
    return get(name).asText();
  }

  long number(String name) throws InvalidBundleException {
    JsonNode value = get(name);
    if (!value.canConvertToLong()) {
      throw invalid("\"" + name + "\" is not a number");
    }
    return value.longValue();
  }

  int integer(String name) throws InvalidBundleException {
    return Math.toIntExact(number(name));
  }

  boolean bool(String name) throws InvalidBundleException {
    return get(name).booleanValue();
  }

  <E extends Enum<E>> E word(String name, Class<E> type) throws InvalidBundleException {
    String value = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(() -> invalid("\"" + name + "\" has the unknown value " + value));
  }

  ManifestNode object(String name) throws InvalidBundleException {
    return new ManifestNode(path + "/" + name, get(name));
  }

  List<ManifestNode> list(String name) throws InvalidBundleException {
    List<ManifestNode> items = new ArrayList<>();
    for (JsonNode item : get(name)) {
      items.add(new ManifestNode(path + "/" + name + "/" + items.size(), item));
    }
    return items;
  }

  List<String> texts(String name) throws InvalidBundleException {
    return texts(get(name));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  static BigDecimal decimal(String text) throws InvalidBundleException {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new InvalidBundleException("the manifest has a broken number: " + text, e);
    }
  }

  InvalidBundleException invalid(String message) {
    return new InvalidBundleException("the manifest at " + path + "/ is wrong: " + message, null);
  }
}
