package io.harrier.engine.release;

import io.harrier.engine.release.TestCase.Arrival;
import io.harrier.engine.release.TestCase.Silence;
import io.harrier.engine.release.TestCase.Step;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.model.RiskScore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code tests/*.yaml}.
 *
 * <pre>
 *   - name: three small payments, then a large one
 *     risk: {score: 0.2, version: 1}            # optional
 *     lists:                                    # optional
 *       - {list: BLOCK, kind: DEVICE, value: d-17, reason: stolen, expires: 30m}
 *     start: 2026-01-05T12:00:00Z               # optional; "at: 5m" is counted from there
 *     events:
 *       - {at: 0s, amount: 1.00, merchantId: m1}
 *       - {at: 5m, amount: 900, type: TRANSFER, alerts: [large-payment]}
 *       - {until: 3h, alerts: [long-silence]}   # time passes, nothing arrives
 * </pre>
 *
 * An event without {@code alerts} must raise none.
 */
final class TestCaseReader {
  private static final int MAX_STEPS = 1000;
  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

  private final RuleIndex index;

  TestCaseReader(RuleIndex index) {
    this.index = index;
  }

  List<TestCase> read(YamlNode root) {
    List<TestCase> cases = new ArrayList<>();
    for (YamlNode item : root.items()) {
      Map<String, YamlNode> fields =
          item.fields(List.of("name", "risk", "lists", "start", "events"));
      if (!fields.containsKey("name") || !fields.containsKey("events")) {
        item.problem("a test has a \"name\" and \"events\"");
        continue;
      }
      long start =
          Optional.ofNullable(fields.get("start"))
              .flatMap(node -> instant(node, START.toEpochMilli()))
              .orElse(START.toEpochMilli());
      Optional<RiskScore> risk =
          Optional.ofNullable(fields.get("risk")).flatMap(node -> risk(node, start));
      fields
          .get("name")
          .text(200)
          .ifPresent(
              name ->
                  cases.add(
                      new TestCase(
                          item.file(),
                          item.line(),
                          name,
                          risk,
                          TestListReader.read(fields.get("lists"), start),
                          steps(fields.get("events"), start))));
    }
    return cases;
  }

  private static Optional<RiskScore> risk(YamlNode node, long start) {
    Map<String, YamlNode> fields = node.fields(List.of("score", "version", "reason"));
    if (!fields.containsKey("score")) {
      node.problem("a risk has a \"score\" from 0 to 1");
      return Optional.empty();
    }
    int version =
        Optional.ofNullable(fields.get("version")).flatMap(n -> n.integer(0, 1 << 20)).orElse(1);
    String reason =
        Optional.ofNullable(fields.get("reason")).flatMap(n -> n.text(200)).orElse(null);
    return fields
        .get("score")
        .decimal("0", "1")
        .map(
            score ->
                new RiskScore(TestCase.USER_ID, score.doubleValue(), reason, version, start, 1));
  }

  private List<Step> steps(YamlNode node, long start) {
    List<YamlNode> items = node.items();
    if (items.isEmpty() || items.size() > MAX_STEPS) {
      node.problem("a test has 1 to " + MAX_STEPS + " events");
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    for (YamlNode item : items) {
      Map<String, YamlNode> fields = item.fields(TestTransactionReader.FIELDS);
      List<String> alerts = alerts(fields.get("alerts"));
      if (fields.containsKey("until")) {
        if (fields.keySet().stream().anyMatch(f -> !f.equals("until") && !f.equals("alerts"))) {
          item.problem("\"until\" goes with \"alerts\" alone");
        }
        instant(fields.get("until"), start)
            .ifPresent(time -> steps.add(new Silence(item.line(), time, alerts)));
      } else if (!fields.containsKey("at")) {
        item.problem("an event says when it happens, with \"at: 5m\" or \"until: 5m\"");
      } else {
        int number = steps.size() + 1;
        instant(fields.get("at"), start)
            .flatMap(time -> TestTransactionReader.read(fields, "t" + number, time))
            .ifPresent(transaction -> steps.add(new Arrival(item.line(), transaction, alerts)));
      }
    }
    return steps;
  }

  private List<String> alerts(YamlNode node) {
    List<String> ids = new ArrayList<>();
    if (node != null) {
      for (YamlNode item : node.itemsOrSingle()) {
        Optional<String> id = item.text(60);
        if (id.isPresent() && !index.isKnown(id.get())) {
          item.problem(
              "there is no rule or pattern \""
                  + id.get()
                  + "\""
                  + Spelling.hint(id.get(), index.ids()));
        }
        id.ifPresent(ids::add);
      }
    }
    return ids;
  }

  /** A time after the start, or an instant; epoch milliseconds. */
  static Optional<Long> instant(YamlNode node, long start) {
    Optional<String> text = node.text(40);
    Optional<Long> relative = text.flatMap(DurationText::parse).map(offset -> start + offset);
    if (text.isEmpty() || relative.isPresent()) {
      return relative;
    }
    try {
      return Optional.of(Instant.parse(text.get()).toEpochMilli());
    } catch (DateTimeParseException e) {
      node.problem(
          "a time is counted from the start, such as 5m or 1h30m, or is an instant, such as"
              + " 2026-01-05T12:00:00Z");
      return Optional.empty();
    }
  }
}
