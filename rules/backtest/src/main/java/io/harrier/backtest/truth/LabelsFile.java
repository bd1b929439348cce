package io.harrier.backtest.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.backtest.BacktestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Labels as JSON lines. Of each object {@code transactionId} is required; {@code episodeId} tells
 * which fraud it was part of, by itself where omitted; {@code typology} what kind of fraud. What
 * {@code ./harrier simulate} writes beside its transactions is such a file; its summaries of
 * episodes, whose {@code kind} is {@code episode}, are passed over.
 */
public final class LabelsFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNKNOWN = "fraud";

  private LabelsFile() {}

  /**
   * @throws BacktestException if the file cannot be read or is something else, with the line
   */
  public static Labels read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BacktestException(
          file
              + " is not a file: name one with a fraudulent transaction as JSON on each line, such"
              + " as {\"transactionId\":\"t-1\",\"episodeId\":\"e-1\"}");
    }
    Labels.Builder labels = new Labels.Builder();
    long number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(line, labels);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BacktestException(
          file
              + ", line "
              + Math.max(1, number)
              + ": not a label such as {\"transactionId\":\"t-1\",\"episodeId\":\"e-1\"}: "
              + firstLine(e.getMessage()),
          e);
    }
    Labels read = labels.build(file.toString());
    if (read.isEmpty()) {
      throw new BacktestException(
          file + " labels no transaction: leave --truth out where nothing is known");
    }
    return read;
  }

  private static void read(String line, Labels.Builder labels) throws IOException {
    JsonNode node = MAPPER.readTree(line);
    if (node.path("kind").asText().equals("episode")) {
      return;
    }
    String transactionId = node.path("transactionId").asText();
    if (transactionId.isEmpty()) {
      throw new IllegalArgumentException("the field transactionId is missing");
    }
    String typology = node.path("typology").asText();
    labels.fraud(
        transactionId,
        node.path("episodeId").asText(transactionId),
        typology.isEmpty() ? UNKNOWN : typology.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
