package io.harrier.engine.release;

import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.ReasonTemplate;
import io.harrier.engine.release.DrlReader.Source;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads a rule's {@code then}: calls of alert and mark with literal arguments, nothing else. */
final class ConsequenceReader {
  private static final Pattern SKIPPED = Pattern.compile("\\s++|//[^\\n]*+|/\\*(?s:.*?)\\*/");
  private static final Pattern ALERT =
      Pattern.compile(
          "alert\\s*\\(\\s*(\\d{1,9})\\s*,\\s*\"((?:[^\"\\\\\\n]|\\\\[\"\\\\]){0,1000}+)\"\\s*\\)\\s*;");
  private static final Pattern MARK =
      Pattern.compile("mark\\s*\\(\\s*\"([^\"\\\\\\n]*+)\"\\s*\\)\\s*;");

  private final Vocabulary vocabulary;

  ConsequenceReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The actions, or an empty list when there is a problem. */
  List<Action> read(Source source, RuleDescr rule, Scope scope) {
    String text = rule.getConsequence() == null ? "" : rule.getConsequence().toString();
    int line =
        rule.getConsequenceLine() > 0
            ? source.firstLineAfter("then", rule.getConsequenceLine())
            : rule.getLine();
    if (text.length() > Limits.MAX_CONSEQUENCE_LENGTH) {
      source.problem(
          line, "\"then\" is longer than " + Limits.MAX_CONSEQUENCE_LENGTH + " characters");
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    int at = skip(text, 0);
    while (at < text.length()) {
      int here = line + newlines(text, at);
      Matcher alert = ALERT.matcher(text).region(at, text.length());
      Matcher mark = MARK.matcher(text).region(at, text.length());
      Optional<Action> action;
      if (alert.lookingAt()) {
        action = alert(source, here, scope, alert);
        at = alert.end();
      } else if (mark.lookingAt()) {
        action = mark(source, here, scope, mark);
        at = mark.end();
      } else {
        source.problem(
            here,
            "only alert( 40, \"reason\" ); and mark( \"name\" ); are allowed in \"then\", not: "
                + excerpt(text, at));
        return List.of();
      }
      if (action.isEmpty()) {
        return List.of();
      }
      actions.add(action.get());
      at = skip(text, at);
    }
    if (actions.isEmpty() || actions.size() > Limits.MAX_ACTIONS_PER_RULE) {
      source.problem(
          line, "\"then\" calls alert or mark, 1 to " + Limits.MAX_ACTIONS_PER_RULE + " times");
      return List.of();
    }
    return actions;
  }

  private Optional<Action> alert(Source source, int line, Scope scope, Matcher call) {
    int score = Integer.parseInt(call.group(1));
    String reason = call.group(2).replace("\\\"", "\"").replace("\\\\", "\\").strip();
    if (score > 100) {
      source.problem(line, "a score is a whole number from 0 to 100, not " + score);
      return Optional.empty();
    }
    if (reason.isEmpty() || reason.length() > Limits.MAX_REASON_LENGTH) {
      source.problem(line, "a reason has 1 to " + Limits.MAX_REASON_LENGTH + " characters");
      return Optional.empty();
    }
    try {
      ReasonTemplate.parse(reason, vocabulary, scope.facts());
      return Optional.of(new RaiseAlert(score, reason));
    } catch (InvalidExpressionException e) {
      source.problem(line, e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Action> mark(Source source, int line, Scope scope, Matcher call) {
    String name = call.group(1);
    if (scope == Scope.SESSION) {
      source.problem(
          line, "a rule on sessions can only call alert(...), there is no transaction to mark");
      return Optional.empty();
    }
    if (!Identifiers.isId(name)) {
      source.problem(line, "\"" + name + "\" is no mark: a mark is " + Identifiers.ID_FORM);
      return Optional.empty();
    }
    return Optional.of(new Mark(name));
  }

  private static int skip(String text, int from) {
    Matcher matcher = SKIPPED.matcher(text).region(from, text.length());
    int at = from;
    while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
      at = matcher.end();
    }
    return at;
  }

  private static int newlines(String text, int until) {
    return (int) text.chars().limit(until).filter(c -> c == '\n').count();
  }

  private static String excerpt(String text, int at) {
    String rest = text.substring(at).strip();
    int end = rest.indexOf('\n');
    String line = end < 0 ? rest : rest.substring(0, end).strip();
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
