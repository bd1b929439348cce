package io.harrier.backtest.input;

import io.harrier.backtest.BacktestException;
import io.harrier.model.RiskScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Users' risk scores, one for the whole of a backtest: history does not say when a score became
 * what it is.
 *
 * @param source what they are, for people
 */
public record RiskScores(String source, Map<String, RiskScore> byUser) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();
  private static final String USER = "user";
  private static final String SCORE = "score";

  /** No user has a score. */
  public static final RiskScores NONE = new RiskScores("none", Map.of());

  public RiskScores {
    byUser = Map.copyOf(byUser);
  }

  /** The user's score, or {@code null}. */
  public RiskScore of(String userId) {
    return byUser.get(userId);
  }

  /**
   * A CSV file with the columns {@code user} and {@code score}.
   *
   * @throws BacktestException if it is something else, with the line
   */
  public static RiskScores read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BacktestException(
          file + " is not a file: name a CSV file with the columns user and score");
    }
    Map<String, RiskScore> scores = new HashMap<>();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      if (!parser.getHeaderNames().contains(USER) || !parser.getHeaderNames().contains(SCORE)) {
        throw new BacktestException(
            file
                + ": the first line names the columns user and score, not "
                + String.join(",", parser.getHeaderNames()));
      }
      for (CSVRecord row : parser) {
        String user = row.isSet(USER) ? row.get(USER) : "";
        double score = score(file, parser.getCurrentLineNumber(), row);
        scores.put(user, new RiskScore(user, score, null, 0, 0, 0));
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof BacktestException explained) {
        throw explained;
      }
      throw new BacktestException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return new RiskScores(file.toString(), scores);
  }

  private static double score(Path file, long line, CSVRecord row) {
    String text = row.isSet(SCORE) ? row.get(SCORE) : "";
    try {
      double score = Double.parseDouble(text);
      if (score >= 0 && score <= 1) {
        return score;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BacktestException(
        file + ", line " + line + ": a score is a number from 0 to 1, not '" + text + "'");
  }
}
