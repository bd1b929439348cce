package io.harrier.backtest.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** A report for programs: the fields of its record; what is not known is left out. */
public final class JsonReport {
  private static final ObjectWriter WRITER = mapper().writerWithDefaultPrettyPrinter();

  private JsonReport() {}

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
        .build();
  }

  public static String of(BacktestReport report) {
    return json(report);
  }

  public static String of(TrialReport report) {
    return json(report);
  }

  private static String json(Object report) {
    try {
      return WRITER.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }
}
