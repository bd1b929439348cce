package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.harrier.model.JobDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON of a {@link JobDescription}, as a job's {@code --describe} prints it. */
public final class JobDescriptionJson {
  private static final String WHAT = "a job's description";

  private JobDescriptionJson() {}

  /** UTF-8 JSON of one description, without a line break. */
  public static byte[] encode(JobDescription value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("job", value.job());
          json.writeStringField("version", value.version());
          json.writeNumberField("parallelism", value.parallelism());
          json.writeArrayFieldStart("operators");
          for (JobDescription.Operator operator : value.operators()) {
            json.writeStartObject();
            json.writeStringField("id", operator.id());
            json.writeStringField("uid", operator.uid());
            if (operator.states().isPresent()) {
              json.writeArrayFieldStart("states");
              for (String state : operator.states().get()) {
                json.writeString(state);
              }
              json.writeEndArray();
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectFieldStart("formats");
          for (Map.Entry<String, Integer> format : value.formats().entrySet()) {
            json.writeNumberField(format.getKey(), format.getValue());
          }
          json.writeEndObject();
        });
  }

  /**
   * Reads one description; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static JobDescription decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new JobDescription(
        JsonFormat.required(fields.job, "job", WHAT),
        JsonFormat.required(fields.version, "version", WHAT),
        fields.parallelism,
        fields.operators,
        fields.formats);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String job;
    private String version;
    private int parallelism;
    private final List<JobDescription.Operator> operators = new ArrayList<>();
    private final Map<String, Integer> formats = new HashMap<>();

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "job" -> job = JsonFormat.text(json);
        case "version" -> version = JsonFormat.text(json);
        case "parallelism" -> parallelism = json.getIntValue();
        case "operators" -> {
          requireArray(field, json);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            OperatorFields operator = new OperatorFields();
            JsonFormat.readFields(json, operator);
            operators.add(
                new JobDescription.Operator(
                    JsonFormat.required(operator.id, "id", WHAT),
                    JsonFormat.required(operator.uid, "uid", WHAT),
                    Optional.ofNullable(operator.states)));
          }
        }
        case "formats" ->
            JsonFormat.readFields(json, (name, number) -> formats.put(name, number.getIntValue()));
        default -> {}
      }
    }
  }

  private static final class OperatorFields implements JsonFormat.FieldReader {
    private String id;
    private String uid;
    private Set<String> states;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "id" -> id = JsonFormat.text(json);
        case "uid" -> uid = JsonFormat.text(json);
        case "states" -> {
          requireArray(field, json);
          states = new HashSet<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            states.add(JsonFormat.text(json));
          }
        }
        default -> {}
      }
    }
  }

  private static void requireArray(String field, JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("not a JSON of %s: %s is no array".formatted(WHAT, field));
    }
  }
}
