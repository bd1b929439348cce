package io.harrier.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Channel;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.Outcome;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RejectReason;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.model.json.ActivityCountJson;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.ListEntryJson;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.QuarantinedRuleJson;
import io.harrier.model.json.RiskScoreJson;
import io.harrier.model.json.SnapshotMarkJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the published contracts and the code together. */
class ContractTest {
  private static final Path CONTRACTS = Path.of("..", "..", "docs", "contracts");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For each schema: a record with every field set, and the constants behind its enums. */
  static Stream<Arguments> contracts() {
    return Stream.of(
        Arguments.of(
            "transaction",
            TransactionJson.encode(fullTransaction()),
            Map.of(
                "type", TransactionType.values(),
                "channel", Channel.values(),
                "status", TransactionStatus.values())),
        Arguments.of(
            "decision",
            DecisionJson.encode(
                new Decision("d", "t", "u", Outcome.REVIEW, 50, List.of("r"), "base@1", 1, 2)),
            Map.of("outcome", Outcome.values())),
        Arguments.of(
            "alert",
            AlertJson.encode(fullAlert()),
            Map.of("kind", AlertKind.values(), "severity", Severity.values())),
        Arguments.of(
            "quarantined-rule",
            QuarantinedRuleJson.encode(
                new QuarantinedRule(
                    "base@1", "r", QuarantinedRule.Reason.COST, "too dear", 2, 1, 0, 3)),
            Map.of("reason", QuarantinedRule.Reason.values())),
        Arguments.of(
            "activity",
            ActivityCountJson.encode(new ActivityCount(0, 1, "DE", Channel.POS, "EUR", 1, 2)),
            Map.of("channel", Channel.values())),
        Arguments.of(
            "risk-score", RiskScoreJson.encode(new RiskScore("u", 0.5, "why", 1, 2, 3)), Map.of()),
        Arguments.of(
            "release",
            PublishedReleaseJson.encode(
                new PublishedRelease(
                    "base@1",
                    ReleaseState.CANARY,
                    1,
                    "0f".repeat(32),
                    new byte[] {1},
                    2,
                    5,
                    List.of("a-rule"),
                    "ann",
                    "bob",
                    new byte[] {3})),
            Map.of("state", ReleaseState.values())),
        Arguments.of(
            "list-entry",
            ListEntryJson.encode(
                new ListEntry(
                    EntityList.BLOCK, EntityKind.DEVICE, "d", "stolen", 4, 1, "ann", 2, 3)),
            Map.of("list", EntityList.values(), "kind", EntityKind.values())),
        Arguments.of(
            "snapshot-mark",
            SnapshotMarkJson.encode(new SnapshotMark("fraud.risk_scores", 1, 2, 3)),
            Map.of()));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void whatTheCodeWritesSatisfiesTheSchema(
      String contract, byte[] json, Map<String, Enum<?>[]> enums) throws IOException {
    assertThat(schema(contract).validate(JSON.readTree(json))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theSchemaNamesTheFieldsTheCodeWrites(
      String contract, byte[] json, Map<String, Enum<?>[]> enums) throws IOException {
    assertThat(names(JSON.readTree(json))).isEqualTo(names(document(contract).get("properties")));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theSchemaListsTheConstantsOfTheCode(
      String contract, byte[] json, Map<String, Enum<?>[]> enums) throws IOException {
    JsonNode properties = document(contract).get("properties");
    enums.forEach(
        (field, constants) -> {
          List<String> listed = new ArrayList<>();
          properties.get(field).get("enum").forEach(value -> listed.add(value.textValue()));
          listed.remove(null);
          assertThat(listed)
              .as(field)
              .containsExactlyElementsOf(Arrays.stream(constants).map(Enum::name).toList());
        });
  }

  @Test
  void theAsyncApiNamesEveryTopic() throws IOException {
    List<String> addresses =
        lines("asyncapi.yaml")
            .filter(line -> line.strip().startsWith("address: "))
            .map(line -> line.strip().substring("address: ".length()))
            .toList();

    assertThat(addresses)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  @Test
  void theAsyncApiListsEveryReasonToReject() throws IOException {
    String reasons =
        "["
            + String.join(", ", Arrays.stream(RejectReason.values()).map(Enum::name).toList())
            + "]";

    assertThat(lines("asyncapi.yaml")).anyMatch(line -> line.strip().equals("enum: " + reasons));
  }

  @Test
  void everySchemaTheAsyncApiRefersToExists() throws IOException {
    assertThat(
            lines("asyncapi.yaml")
                .filter(line -> line.contains(".schema.json"))
                .map(line -> line.replaceAll(".*\\$ref: ([a-z-]+\\.schema\\.json).*", "$1")))
        .isNotEmpty()
        .allMatch(file -> Files.exists(CONTRACTS.resolve(file)));
  }

  private static Transaction fullTransaction() {
    return Transaction.builder("t", "u", 1)
        .amount(2, "EUR")
        .merchantId("m")
        .terminalId("t")
        .mcc("5411")
        .cardToken("c")
        .deviceId("d")
        .ipAddress("::1")
        .counterpartyId("x")
        .country("DE")
        .location(1, 2)
        .producedAt(3)
        .build();
  }

  private static Alert fullAlert() {
    return new Alert(
        "a",
        "t",
        "u",
        "c",
        AlertKind.RULE,
        "r",
        "base@1",
        Severity.LOW,
        1,
        "why",
        1,
        2,
        List.of("t"),
        new Evidence(
            Map.of("count", 1L, "sum", new BigDecimal("1.50"), "last", "DE"),
            Map.of("count", 1.0),
            0.5,
            1,
            List.of(new ListedEntity(EntityList.WATCH, EntityKind.IP_PREFIX, "10.0.0.0/8", 7)),
            true));
  }

  private static JsonSchema schema(String contract) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(document(contract));
  }

  private static JsonNode document(String contract) throws IOException {
    return JSON.readTree(CONTRACTS.resolve(contract + ".schema.json").toFile());
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(CONTRACTS.resolve(file)).stream();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
