package io.harrier.engine.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads rules with Drools' parser alone, which executes nothing, and refuses all else. */
final class DrlReader {
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
    Source source = new Source(file, drl.lines().toList(), lines, problems);
    Optional<PackageDescr> parsed = DrlText.parse(source, drl);
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

  /** Where the rules that are being read come from. */
  record Source(String file, List<String> text, IntUnaryOperator lines, Problems problems) {

    void problem(int line, String message) {
      problems.add(file, fileLine(line), message);
    }

    /** The first line, from this one on, that has more than spaces, or a word that is left out. */
    int firstLineAfter(String word, int line) {
      int at = line;
      while (at < text.size()
          && (text.get(at - 1).isBlank() || text.get(at - 1).stripTrailing().endsWith(word))) {
        at++;
      }
      return at;
    }

    /** The first line, from this one on, that has the word, or else this one. */
    int lineOf(String word, int line) {
      for (int at = Math.max(1, line); at <= text.size(); at++) {
        if (text.get(at - 1).contains(word)) {
          return at;
        }
      }
      return line;
    }

    int fileLine(int line) {
      return line > 0 ? lines.applyAsInt(line) : 0;
    }
  }
}
