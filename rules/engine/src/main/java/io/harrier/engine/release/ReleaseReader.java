package io.harrier.engine.release;

import io.harrier.engine.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and checks a release's folder. Executes and compiles nothing. */
public final class ReleaseReader {
  private final Problems problems = new Problems();
  private final RuleIndex index = new RuleIndex();
  private final ReleaseFolder folder;

  private ReleaseReader(Path folder) {
    this.folder = new ReleaseFolder(folder, problems);
  }

  /** A release and its tests, read together. */
  public record ReleaseWithTests(ReleaseDefinition definition, List<TestCase> tests) {
    public ReleaseWithTests {
      tests = List.copyOf(tests);
    }
  }

  /**
   * Reads what the release is; its tests are checked for form.
   *
   * @throws InvalidReleaseException with every problem found
   */
  public static ReleaseDefinition read(Path folder) throws InvalidReleaseException {
    return readWithTests(folder).definition();
  }

  /**
   * Reads the release and the cases of {@code tests/*.yaml}, in the order of the files.
   *
   * @throws InvalidReleaseException with every problem found
   */
  public static ReleaseWithTests readWithTests(Path folder) throws InvalidReleaseException {
    ReleaseReader reader = new ReleaseReader(folder);
    if (!reader.folder.open()) {
      reader.problems.throwIfAny();
    }
    ReleaseDefinition definition = reader.definition();
    List<TestCase> tests = reader.testCases();
    reader.problems.throwIfAny();
    return new ReleaseWithTests(definition, tests);
  }

  private ReleaseDefinition definition() {
    ReleaseSettings settings =
        yaml(ReleaseFolder.RELEASE)
            .map(ReleaseSettings::read)
            .orElseGet(() -> new ReleaseSettings("", "", Thresholds.DEFAULT, 0));
    if (folder.named(ReleaseFolder.RELEASE).isEmpty()) {
      problems.add(ReleaseFolder.RELEASE, 0, "is missing; it says at least \"name: ...\"");
    }
    List<FeatureDefinition> features =
        yaml(ReleaseFolder.FEATURES).map(new FeaturesReader()::read).orElse(List.of());
    List<RuleDefinition> rules = rules(features);
    List<PatternDefinition> patterns =
        yaml(ReleaseFolder.PATTERNS).map(new PatternsReader(index)::read).orElse(List.of());
    if (rules.isEmpty() && problems.isEmpty()) {
      problems.add(".", 0, "the release has no rule: add a .drl, .csv or .xlsx file");
    }
    return new ReleaseDefinition(
        settings.name(),
        settings.description(),
        settings.thresholds(),
        settings.sessionGap(),
        features,
        rules,
        patterns);
  }

  private List<RuleDefinition> rules(List<FeatureDefinition> features) {
    Vocabulary vocabulary = ReleaseDefinition.vocabularyOf(features);
    RuleReader ruleReader = new RuleReader(vocabulary, index);
    DrlReader drlReader = new DrlReader(ruleReader, problems);
    List<RuleDefinition> rules = new ArrayList<>();
    for (String file : folder.named(".drl")) {
      folder.text(file).ifPresent(drl -> rules.addAll(drlReader.read(file, drl, line -> line)));
    }
    DecisionTableReader tables = new DecisionTableReader(ruleReader, vocabulary, problems);
    for (String file : folder.named(".csv")) {
      folder.text(file).ifPresent(table -> rules.addAll(tables.readCsv(file, table)));
    }
    for (String file : folder.named(".xlsx")) {
      folder.bytes(file).ifPresent(table -> rules.addAll(tables.readWorkbook(file, table)));
    }
    if (rules.size() > Limits.MAX_RULES) {
      problems.add(".", 0, "a release has at most " + Limits.MAX_RULES + " rules");
    }
    return rules;
  }

  private List<TestCase> testCases() {
    TestCaseReader reader = new TestCaseReader(index);
    List<TestCase> cases = new ArrayList<>();
    for (String file : folder.tests()) {
      yaml(file).ifPresent(root -> cases.addAll(reader.read(root)));
    }
    return cases;
  }

  private Optional<YamlNode> yaml(String file) {
    return folder.text(file).flatMap(text -> YamlDocument.parse(file, text, problems));
  }
}
