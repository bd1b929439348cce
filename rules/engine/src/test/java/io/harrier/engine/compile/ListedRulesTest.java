package io.harrier.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.evaluate.ReleaseTestRunner;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.EntityLists;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.model.Alert;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that ask whether something is listed, from their text to their alerts. */
class ListedRulesTest {
  private static final String RULES =
      """
      package listed

      rule "Blocked" @severity("HIGH")
      when
        Listed( block == true, allowUser == false )
      then
        alert( 80, "on the block list: {blockEntry}" );
      end

      rule "Watched device"
      when
        Transaction( amount > 10 )
        Listed( watchDevice && !allow )
      then
        alert( 10, "watched" );
      end
      """;
  private static final String TESTS =
      """
      - name: a blocked device
        lists:
          - {list: BLOCK, kind: DEVICE, value: d-1, reason: stolen, expires: 10m}
          - {list: BLOCK, kind: IP_PREFIX, value: 203.0.113.0/24}
          - {list: WATCH, kind: DEVICE, value: d-1}
        events:
          - {at: 1m, deviceId: d-1, alerts: [blocked]}
          - {at: 2m, amount: 20, deviceId: d-1, alerts: [blocked, watched-device]}
          - {at: 10m, deviceId: d-1}
          - {at: 11m, deviceId: d-2, ipAddress: 203.0.113.9, alerts: blocked}
      - name: an allowed user
        lists:
          - {list: BLOCK, kind: DEVICE, value: d-1}
          - {list: ALLOW, kind: USER, value: user}
        events:
          - {at: 1m, deviceId: d-1}
      """;

  @TempDir private Path folder;

  @Test
  void aReleasesOwnTestsStateTheLists() throws Exception {
    write(RULES, TESTS);
    try (LoadedRelease release =
        LoadedRelease.load(new ReleaseCompiler().compile(folder).bundle())) {
      assertThat(ReleaseTestRunner.run(release, ReleaseReader.readWithTests(folder).tests()))
          .isEmpty();
    }
  }

  @Test
  void anAlertSaysWhichEntriesDecidedIt() throws Exception {
    write(RULES, TESTS);
    ListEntry device = entry(EntityList.BLOCK, EntityKind.DEVICE, "d-1", "stolen", 4);
    ListEntry country = entry(EntityList.BLOCK, EntityKind.COUNTRY, "FR", null, 5);
    ListEntry watched = entry(EntityList.WATCH, EntityKind.DEVICE, "d-1", null, 6);
    Transaction transaction =
        Transaction.builder("t", "u", 1).deviceId("d-1").country("FR").build();
    try (LoadedRelease release =
            LoadedRelease.load(new ReleaseCompiler().compile(folder).bundle());
        ReleaseEvaluator evaluator =
            new ReleaseEvaluator(release, "listed@1", EvaluationSettings.DEFAULT)) {
      Evaluation evaluation =
          evaluator.evaluate(
              new UserState(),
              transaction,
              null,
              EntityLists.of(List.of(device, country, watched)),
              2);

      assertThat(evaluation.alerts()).extracting(Alert::ruleId).containsExactly("blocked");
      Alert alert = evaluation.alerts().get(0);
      assertThat(alert.reason()).isEqualTo("on the block list: device d-1 (stolen), country FR");
      assertThat(alert.evidence().lists())
          .containsExactly(ListedEntity.of(device), ListedEntity.of(country));
      assertThat(evaluator.evaluate(new UserState(), transaction, null, 2).alerts()).isEmpty();
    }
  }

  @Test
  void whatCannotBeAskedIsRefused() throws Exception {
    write(
        """
        rule "Empty" when Listed() then alert( 1, "x" ); end
        rule "Misspelt" when Listed( blockDevise ) then alert( 1, "x" ); end
        rule "Of a session" when Session( count > 1 ) Listed( block ) then alert( 1, "x" ); end
        """,
        """
        - name: bad lists
          lists:
            - {list: BLOCK, kind: DEVICE}
            - {list: BLACK, kind: DEVICE, value: d}
            - {list: BLOCK, kind: IP_PREFIX, value: 300.1.1.1}
          events:
            - {at: 1m}
        """);
    InvalidReleaseException refusal =
        catchThrowableOfType(
            InvalidReleaseException.class, () -> new ReleaseCompiler().compile(folder));

    assertThat(refusal.problems())
        .extracting(Problem::toString)
        .anyMatch(text -> text.contains("Listed() alone says nothing, write Listed( block )"))
        .anyMatch(text -> text.contains("did you mean \"blockDevice\"?"))
        .anyMatch(text -> text.contains("Session goes with Risk alone"))
        .anyMatch(text -> text.contains("tests/lists.yaml:3: an entry of a list has a"))
        .anyMatch(text -> text.contains("tests/lists.yaml:4: \"BLACK\" is not one of"))
        .anyMatch(text -> text.contains("tests/lists.yaml:5: \"300.1.1.1\" is no prefix"));
  }

  private void write(String rules, String tests) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: listed\ndescription: Lists.\n");
    Files.writeString(folder.resolve("rules.drl"), rules);
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("tests/lists.yaml"), tests);
  }

  private static ListEntry entry(
      EntityList list, EntityKind kind, String value, String reason, long version) {
    return new ListEntry(list, kind, value, reason, ListEntry.NEVER, version, null, 0, 0);
  }
}
