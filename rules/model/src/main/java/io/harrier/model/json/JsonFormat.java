package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What all codecs share: the parser's limits, and objects read and written field by field. */
final class JsonFormat {
  /** A bundle of compiled rules is the largest text on any topic. */
  private static final int MAX_TEXT = 32 * 1024 * 1024;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          // NaN is parsed, so that it can be told from broken JSON.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNameLength(256)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private JsonFormat() {}

  /** Writes the fields of one object. */
  @FunctionalInterface
  interface ObjectWriter {
    void write(JsonGenerator json) throws IOException;
  }

  /** Reads the value of one field, at whose first token the parser stands. */
  @FunctionalInterface
  interface FieldReader {
    void read(String field, JsonParser json) throws IOException;
  }

  static byte[] writeObject(ObjectWriter fields) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory", e);
    }
  }

  /**
   * @param what names the kind of record in the error
   * @throws IllegalArgumentException if the bytes are not one JSON object, or a field is not as
   *     expected
   */
  static void readObject(byte[] bytes, String what, FieldReader fields) {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      json.nextToken();
      readFields(json, fields);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("not a JSON of " + what + ": text after its end");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON of " + what + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the object whose first token is the current one; what a reader leaves alone is skipped.
   */
  static void readFields(JsonParser json, FieldReader fields) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("expected a JSON object, found " + json.currentToken());
    }
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      fields.read(field, json);
      json.skipChildren();
    }
  }

  /** The text at the parser, or {@code null} for a JSON null. */
  static String text(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
  }

  static void writeOptional(JsonGenerator json, String field, String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  static <T> T required(T value, String field, String what) {
    if (value == null) {
      throw new IllegalArgumentException("not a JSON of " + what + ": no field " + field);
    }
    return value;
  }
}
