package io.harrier.engine.release;

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

  /**
   * Reads what the release is; its tests are checked for form.
   *
   * @throws InvalidReleaseException with every problem found
   */
  public static ReleaseDefinition read(Path folder) throws InvalidReleaseException {
    ReleaseReader reader = new ReleaseReader(folder);
    ReleaseDefinition definition = reader.definition(folder);
    reader.testCases();
    reader.problems.throwIfAny();
    return definition;
  }

  /**
   * Reads the cases of {@code tests/*.yaml}, in the order of the files.
   *
   * @throws InvalidReleaseException with every problem found in the release or its tests
   */
  public static List<TestCase> readTests(Path folder) throws InvalidReleaseException {
    ReleaseReader reader = new ReleaseReader(folder);
    reader.definition(folder);
    List<TestCase> cases = reader.testCases();
    reader.problems.throwIfAny();
    return cases;
  }

  private ReleaseDefinition definition(Path path) throws InvalidReleaseException {
    if (!folder.exists()) {
      problems.add(path.toString(), 0, "there is no such folder");
      problems.throwIfAny();
    }
    folder.refuseUnknownNames();
    ReleaseSettings settings =
        yaml(ReleaseFolder.RELEASE)
            .map(ReleaseSettings::read)
            .orElseGet(() -> new ReleaseSettings("", "", Thresholds.DEFAULT, 0));
    if (folder.bytes(ReleaseFolder.RELEASE).isEmpty()) {
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
    RuleReader ruleReader = new RuleReader(ReleaseDefinition.vocabularyOf(features), index);
    DrlReader drlReader = new DrlReader(ruleReader, problems);
    List<RuleDefinition> rules = new ArrayList<>();
    for (String file : folder.named(".drl")) {
      folder.text(file).ifPresent(drl -> rules.addAll(drlReader.read(file, drl, line -> line)));
    }
    DecisionTableReader tables = new DecisionTableReader(drlReader, problems);
    for (String ending : List.of(".csv", ".xlsx")) {
      for (String file : folder.named(ending)) {
        folder.bytes(file).ifPresent(table -> rules.addAll(tables.read(file, table)));
      }
    }
    if (rules.size() > DrlReader.MAX_RULES) {
      problems.add(".", 0, "a release has at most " + DrlReader.MAX_RULES + " rules");
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
