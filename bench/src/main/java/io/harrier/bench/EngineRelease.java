package io.harrier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A release as a bank might have it after a year: 100 rules, 5 features, 10 sequences. Most rules
 * are variations of a few, as those of a decision table are.
 */
final class EngineRelease {
  static final int RULES = 100;

  private static final String FEATURES =
      """
      - {name: burst5m, aggregate: count, window: sliding 5m}
      - {name: spent24h, aggregate: sum, of: amount, window: sliding 24h}
      - {name: declined1h, aggregate: count, where: type == "PURCHASE" && status == "DECLINED", window: sliding 1h}
      - {name: merchants6h, aggregate: distinct, of: merchantId, window: sliding 6h}
      - {name: usual12h, aggregate: avg, of: amount, where: type == "PURCHASE", window: sliding 12h}
      """;

  private static final String MARKS =
      """
      Transaction( type == "LOGIN", deviceId str[startsWith] "new-" )
      Transaction( type == "TRANSFER", counterpartyId str[startsWith] "new-" )
      Transaction( type == "TRANSFER", amount >= 150 )
      Transaction( type == "PURCHASE", channel == "ECOMMERCE", amount < 1 )
      Transaction( type == "PURCHASE", status == "DECLINED", amount >= 90 )
      Transaction( type == "PURCHASE", channel == "POS", country != "FR", amount > 60 )
      Transaction( type == "WITHDRAWAL", amount >= 150 )
      Activity( burst5m >= 4 )
      Transaction( type == "REFUND", amount > 120 )
      Transaction( type == "DEPOSIT" ) Risk( score >= 0.5 )
      """;

  private final StringBuilder rules = new StringBuilder();
  private int count;

  private EngineRelease() {
    amounts();
    lists();
    activity();
    risk();
    MARKS.lines().forEach(condition -> rule(condition, "mark( \"mark-" + count + "\" );"));
  }

  /** Its rules, in the language of analysts, which is a part of DRL. */
  static String rules() {
    return new EngineRelease().rules.toString();
  }

  static void write(Path folder) throws IOException {
    write(folder, "as a bank might have it after a year");
  }

  /**
   * The same release with other content.
   *
   * @param description one line
   */
  static void write(Path folder, String description) throws IOException {
    Files.writeString(
        folder.resolve("release.yaml"),
        "name: bench\ndescription: \"%s\"\n".formatted(description));
    Files.writeString(folder.resolve("features.yaml"), FEATURES);
    Files.writeString(folder.resolve("rules.drl"), "package bench\n" + rules());
    Files.writeString(folder.resolve("patterns.yaml"), patterns());
  }

  /** 30 rules that begin with what the transaction is. */
  private void amounts() {
    for (String channel : List.of("POS", "ECOMMERCE")) {
      for (int limit = 350; limit <= 530; limit += 20) {
        alert(
            "Transaction( type == \"PURCHASE\", channel == \"%s\", amount > %d )"
                .formatted(channel, limit));
      }
    }
    for (int limit = 300; limit < 400; limit += 20) {
      alert("Transaction( type == \"TRANSFER\", amount > %d, country != \"FR\" )".formatted(limit));
      alert("Transaction( type == \"WITHDRAWAL\", hour < 5, amount >= %d )".formatted(limit - 50));
    }
  }

  /** 15 rules on lists of countries and merchant categories. */
  private void lists() {
    for (int limit = 250; limit < 350; limit += 10) {
      alert("Transaction( mcc in (\"7995\", \"6051\", \"4829\"), amount > %d )".formatted(limit));
    }
    for (String abroad : List.of("TH", "BR", "US", "GB", "ES")) {
      alert(
          "Transaction( country in (\"%s\", \"XX\"), channel == \"ATM\", amount > 200 )"
              .formatted(abroad));
    }
  }

  /** 30 rules that begin with what the user did before. */
  private void activity() {
    for (int times = 5; times < 15; times++) {
      alert("Activity( burst5m >= %d, merchants6h >= 3 )".formatted(times));
      alert(
          "Activity( declined1h >= %d ) Transaction( status == \"DECLINED\" )"
              .formatted(times - 1));
    }
    for (int sum = 7_500; sum < 9_000; sum += 300) {
      alert(
          "Activity( spent24h > %d ) Transaction( type in (\"TRANSFER\", \"PURCHASE\") )"
              .formatted(sum));
    }
    for (int factor = 8; factor < 13; factor++) {
      alert(
          "Transaction( $amount : amount ) Activity( usual12h * %d < $amount )".formatted(factor));
    }
  }

  /** 15 rules that begin with the risk score. */
  private void risk() {
    for (int limit = 100; limit < 350; limit += 50) {
      alert(
          "Risk( score >= 0.9 ) Transaction( type == \"TRANSFER\", amount > %d )".formatted(limit));
      alert(
          "Risk( score > 0.7 ) Transaction( amount > %d ) Activity( burst5m > 1 )"
              .formatted(limit));
      alert("Risk( score > 0.5 ) Activity( spent24h > %d, declined1h >= 2 )".formatted(limit * 20));
    }
  }

  private void alert(String condition) {
    rule(condition, "alert( 20, \"rule %d\" );".formatted(count));
  }

  private void rule(String condition, String action) {
    rules.append(
        """
        rule "%1$d" @id("rule-%1$d") @severity("MEDIUM")
        when
          %2$s
        then
          %3$s
        end
        """
            .formatted(count++, condition, action));
  }

  /** Each mark begins one sequence and is the second step of another. */
  private static String patterns() {
    StringBuilder patterns = new StringBuilder();
    int first = RULES - 10;
    for (int i = 0; i < 10; i++) {
      patterns.append(
          """
          - id: sequence-%1$d
            severity: HIGH
            score: 60
            reason: one, then the other
            within: %2$dh
            skip: past last event
            steps:
              - {name: one, mark: mark-%3$d}
              - {name: other, followed by: mark-%4$d, times: 1..2, where: [{same: currency, step: one}]}
          """
              .formatted(i, 1 + i / 2, first + i, first + (i + 3) % 10));
    }
    return patterns.toString();
  }
}
