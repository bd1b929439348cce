package io.harrier.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lines of a file, one by one. */
abstract class LineSource implements Closeable {

  /** Goes on to the next line; false at the end. */
  abstract boolean advance() throws IOException;

  /** Number of the line, counted from 1. */
  abstract long number();

  /** The line's transaction. */
  abstract Transaction transaction() throws BadLineException;

  /**
   * @param map for JSON lines {@code null} when they are transactions already
   * @throws IOException if the file cannot be read, or its name says neither JSONL nor CSV
   */
  static LineSource open(Path file, ColumnMap map) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new Csv(file, map == null ? ColumnMap.identity() : map);
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLines(file, map);
    }
    throw new IOException(file + ": a file to replay is called *.jsonl or *.csv");
  }

  private static final class JsonLines extends LineSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BufferedReader reader;
    private final ColumnMap map;
    private String line;
    private long number;

    private JsonLines(Path file, ColumnMap map) throws IOException {
      // Bytes that are not UTF-8 become a replacement character and are then refused by the line.
      reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
      this.map = map;
    }

    @Override
    boolean advance() throws IOException {
      line = reader.readLine();
      number++;
      return line != null;
    }

    @Override
    long number() {
      return number;
    }

    @Override
    Transaction transaction() throws BadLineException {
      if (line.isBlank()) {
        throw new BadLineException("the line is empty");
      }
      if (line.indexOf('\uFFFD') >= 0) {
        throw new BadLineException("the line is not UTF-8");
      }
      if (map != null) {
        return TransactionAssembler.assemble(map.apply(new Line(number, values())));
      }
      try {
        return TransactionJson.decode(line.getBytes(StandardCharsets.UTF_8));
      } catch (RejectedException e) {
        throw new BadLineException(e.reason() + ": " + e.getMessage());
      }
    }

    private Map<String, String> values() throws BadLineException {
      try {
        JsonNode node = MAPPER.readTree(line);
        Map<String, String> values = new HashMap<>();
        node.properties()
            .forEach(
                field ->
                    values.put(
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().asText()));
        return values;
      } catch (IOException e) {
        throw new BadLineException("not a JSON object");
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private static final class Csv extends LineSource {
    private static final CSVFormat FORMAT =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final ColumnMap map;
    private CSVRecord record;
    private long number;

    private Csv(Path file, ColumnMap map) throws IOException {
      parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT);
      records = parser.iterator();
      this.map = map;
    }

    @Override
    boolean advance() throws IOException {
      try {
        if (!records.hasNext()) {
          return false;
        }
        record = records.next();
        number = parser.getCurrentLineNumber();
        return true;
      } catch (UncheckedIOException e) {
        throw new IOException(
            "line " + (parser.getCurrentLineNumber() + 1) + " is no CSV: " + e.getMessage(), e);
      }
    }

    @Override
    long number() {
      return number;
    }

    @Override
    Transaction transaction() throws BadLineException {
      if (!record.isConsistent()) {
        throw new BadLineException(
            "the line has " + record.size() + " columns, the header another number");
      }
      return TransactionAssembler.assemble(map.apply(new Line(number, record.toMap())));
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }
}
