package io.harrier.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.registry.diff.Difference.Field;
import io.harrier.registry.diff.Difference.Kind;
import io.harrier.registry.diff.Difference.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDiffTest {
  @TempDir Path folder;

  @BeforeEach
  void release() throws IOException {
    write("release.yaml", "name: r\ndescription: a test\n");
    write("features.yaml", features("1h"));
    write("rules.drl", rule("large", 100, 40) + rule("odd", 7, 5) + MARKS);
    write("table.csv", table(400, true));
    write("patterns.yaml", patterns("10m", "HIGH"));
  }

  @Test
  void theSameReleaseDiffersInNothingAndKeepsItsOpenMatches() throws Exception {
    ReleaseDefinition release = ReleaseReader.read(folder);

    assertThat(ReleaseDiff.between(release, release))
        .extracting(Difference::subject, Difference::kind, Difference::name, Difference::note)
        .containsExactly(
            tuple(Subject.SEQUENCE, Kind.UNCHANGED, "pair", Optional.of("open matches are kept")));
  }

  @Test
  void tellsWhatARuleSaysOtherwise() throws Exception {
    ReleaseDefinition before = ReleaseReader.read(folder);
    write("rules.drl", MARKS + rule("new", 9, 9) + rule("large", 200, 50));
    List<Difference> differences = ReleaseDiff.between(before, ReleaseReader.read(folder));

    assertThat(differences)
        .filteredOn(difference -> difference.subject() == Subject.RULE)
        .extracting(Difference::kind, Difference::name)
        .containsExactly(
            tuple(Kind.CHANGED, "large"), tuple(Kind.REMOVED, "odd"), tuple(Kind.ADDED, "new"));
    assertThat(differences.get(0).fields())
        .containsExactly(
            new Field(
                "condition",
                Optional.of("Transaction.amount > 100"),
                Optional.of("Transaction.amount > 200")),
            new Field("score", Optional.of("40"), Optional.of("50")));
  }

  @Test
  void aTableIsComparedRowByRow() throws Exception {
    ReleaseDefinition before = ReleaseReader.read(folder);
    write("table.csv", table(500, false));

    assertThat(ReleaseDiff.between(before, ReleaseReader.read(folder)))
        .filteredOn(difference -> difference.subject() == Subject.TABLE_ROW)
        .extracting(Difference::kind, Difference::name, Difference::place)
        .containsExactly(
            tuple(Kind.CHANGED, "night-de", Optional.of("table.csv row 7")),
            tuple(Kind.REMOVED, "night-fr", Optional.of("table.csv row 8")));
  }

  @Test
  void saysWhatBecomesOfOpenMatches() throws Exception {
    ReleaseDefinition before = ReleaseReader.read(folder);
    write("patterns.yaml", patterns("10m", "LOW"));
    assertThat(sequence(before)).isEqualTo("CHANGED: open matches are kept");

    write("patterns.yaml", patterns("20m", "HIGH"));
    assertThat(sequence(before)).isEqualTo("CHANGED: open matches are dropped, it starts afresh");
  }

  private String sequence(ReleaseDefinition before) throws InvalidReleaseException {
    Difference only =
        ReleaseDiff.between(before, ReleaseReader.read(folder)).stream()
            .filter(difference -> difference.subject() == Subject.SEQUENCE)
            .findFirst()
            .orElseThrow();
    return only.kind() + ": " + only.note().orElseThrow();
  }

  @Test
  void tellsFeaturesAndSettings() throws Exception {
    ReleaseDefinition before = ReleaseReader.read(folder);
    write("release.yaml", "name: r\ndescription: a test\nthresholds: {review: 30, block: 80}\n");
    write("features.yaml", features("1h30m"));

    assertThat(ReleaseDiff.between(before, ReleaseReader.read(folder)))
        .filteredOn(difference -> difference.kind() == Kind.CHANGED)
        .flatExtracting(Difference::fields)
        .containsExactly(
            new Field("review from score", Optional.of("40"), Optional.of("30")),
            new Field("window", Optional.of("sliding 1h"), Optional.of("sliding 1h30m")));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String features(String window) {
    return "- name: spent\n  aggregate: sum\n  of: amount\n  window: sliding " + window + "\n";
  }

  private static final String MARKS =
      """
      rule "small"
        @id("small") @severity("LOW")
      when
        Transaction( amount < 5 )
      then
        mark( "small" );
      end
      """;

  private static String rule(String id, int limit, int score) {
    return """
        rule "%s"
          @id("%s") @severity("HIGH")
        when
          Transaction( amount > %d )
        then
          alert( %d, "why" );
        end
        """
        .formatted(id, id, limit, score);
  }

  private static String table(int spent, boolean second) {
    return """
        "RuleSet","night"
        "RuleTable Night"
        "CONDITION","CONDITION","ACTION","METADATA","METADATA"
        "Transaction","Activity","","",""
        "country == ""$param""\","spent >= $param","alert( $param, ""by night"" );","severity(""$param"")","id(""$param"")"
        "Country","Spent","Score","Severity","Id"
        "DE","%d","50","MEDIUM","night-de"
        """
            .formatted(spent)
        + (second ? "\"FR\",\"400\",\"50\",\"MEDIUM\",\"night-fr\"\n" : "");
  }

  private static String patterns(String within, String severity) {
    return """
        - id: pair
          severity: %s
          score: 50
          reason: two small ones
          within: %s
          steps:
            - name: first
              mark: small
            - name: second
              followed by: small
        """
        .formatted(severity, within);
  }
}
