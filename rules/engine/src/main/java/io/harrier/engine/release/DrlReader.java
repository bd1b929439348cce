package io.harrier.engine.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads rules with Drools' parser alone, which executes nothing, and refuses all else. */
final class DrlReader {
  static final int MAX_RULES = 1000;

  private static final int MAX_LENGTH = 512 * 1024;
  private static final int MAX_NESTING = 48;
  private static final Pattern POSITION =
      Pattern.compile("^(?:\\[ERR \\d+] )?(?:Line \\d+:\\d+ )?(.*)$", Pattern.DOTALL);

  private final RuleReader rules;
  private final Problems problems;

  DrlReader(RuleReader rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  /**
   * @param lines from a line of {@code drl} to the line of {@code file} that it stands for
   */
  List<RuleDefinition> read(String file, String drl, IntUnaryOperator lines) {
    Source source = new Source(file, lines, problems);
    Optional<PackageDescr> parsed = parse(source, drl);
    if (parsed.isEmpty()) {
      return List.of();
    }
    refuseAllButRules(source, parsed.get());
    List<RuleDefinition> found = new ArrayList<>();
    for (RuleDescr rule : parsed.get().getRules()) {
      if (rule instanceof QueryDescr) {
        source.problem(rule.getLine(), "queries are not allowed in a release, only rules");
      } else {
        rules.read(source, rule).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<PackageDescr> parse(Source source, String drl) {
    if (drl.length() > MAX_LENGTH) {
      source.problem(0, "is larger than " + MAX_LENGTH / 1024 + " KiB, split it");
      return Optional.empty();
    }
    int deep = lineOfDeepNesting(drl);
    if (deep > 0) {
      source.problem(deep, "parentheses are nested deeper than " + MAX_NESTING);
      return Optional.empty();
    }
    DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
    PackageDescr parsed;
    try {
      parsed = parser.parse(false, drl);
    } catch (DroolsParserException e) {
      source.problem(0, "cannot be read as rules: " + e.getMessage());
      return Optional.empty();
    }
    for (DroolsError error : parser.getErrors()) {
      int line = error.getLines().length == 0 ? 0 : error.getLines()[0];
      Matcher message = POSITION.matcher(error.getMessage());
      source.problem(
          line, "not understood: " + (message.matches() ? message.group(1) : error.getMessage()));
    }
    if (parsed == null && parser.getErrors().isEmpty()) {
      source.problem(0, "cannot be read as rules");
    }
    return parser.hasErrors() ? Optional.empty() : Optional.ofNullable(parsed);
  }

  private static void refuseAllButRules(Source source, PackageDescr parsed) {
    refuse(source, parsed.getImports(), "imports are neither needed nor allowed");
    refuse(source, parsed.getFunctionImports(), "imports are neither needed nor allowed");
    refuse(source, parsed.getAccumulateImports(), "imports are neither needed nor allowed");
    refuse(source, parsed.getGlobals(), "globals are not allowed");
    refuse(source, parsed.getFunctions(), "functions are not allowed");
    refuse(
        source,
        parsed.getTypeDeclarations(),
        "\"declare\" is not allowed; features are declared in features.yaml");
    refuse(source, parsed.getEnumDeclarations(), "\"declare\" is not allowed");
    refuse(source, parsed.getEntryPointDeclarations(), "entry points are not allowed");
    refuse(
        source,
        parsed.getWindowDeclarations(),
        "windows are declared in features.yaml, not in rules");
    refuse(
        source,
        parsed.getAttributes(),
        "attributes such as dialect, salience or agenda-group are not allowed");
    if (parsed.getUnit() != null) {
      source.problem(parsed.getUnit().getLine(), "rule units are not allowed");
    }
  }

  private static void refuse(Source source, Iterable<? extends BaseDescr> found, String message) {
    found.forEach(descr -> source.problem(descr.getLine(), message));
  }

  /** Protects the recursive parser's stack. */
  private static int lineOfDeepNesting(String drl) {
    int depth = 0;
    int line = 1;
    for (int i = 0; i < drl.length(); i++) {
      switch (drl.charAt(i)) {
        case '\n' -> line++;
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > MAX_NESTING) {
        return line;
      }
    }
    return 0;
  }

  /** Where the rules that are being read come from. */
  record Source(String file, IntUnaryOperator lines, Problems problems) {

    void problem(int line, String message) {
      problems.add(file, fileLine(line), message);
    }

    int fileLine(int line) {
      return line > 0 ? lines.applyAsInt(line) : 0;
    }
  }
}
