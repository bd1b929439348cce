package io.harrier.engine.release;

import io.harrier.engine.release.DrlReader.Source;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.Vocabulary;
import io.harrier.model.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Takes over one parsed rule, or says why not. */
final class RuleReader {
  private static final List<String> ANNOTATIONS = List.of("id", "severity", "description");

  /** A text in quotes, in which nothing is escaped. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "\"([^\"\\\\\\n]{0," + Limits.MAX_DESCRIPTION_LENGTH + "}[^\"\\\\\\n\\s])\\s*\"");

  private final ConditionReader conditions;
  private final ConsequenceReader consequences;
  private final RuleIndex index;

  RuleReader(Vocabulary vocabulary, RuleIndex index) {
    this.conditions = new ConditionReader(vocabulary);
    this.consequences = new ConsequenceReader(vocabulary);
    this.index = index;
  }

  Optional<RuleDefinition> read(Source source, RuleDescr rule) {
    if (rule.hasParent()) {
      source.problem(rule.getLine(), "\"extends\" is not allowed, repeat the conditions");
    }
    for (AttributeDescr attribute : rule.getAttributes().values()) {
      source.problem(
          attribute.getLine(),
          "the attribute \"" + attribute.getName() + "\" is not allowed; all rules are evaluated");
    }
    if (!rule.getNamedConsequences().isEmpty()) {
      source.problem(rule.getLine(), "a rule has one \"then\" only");
    }
    if (rule.getName().length() > Limits.MAX_RULE_NAME_LENGTH) {
      source.problem(
          rule.getLine(),
          "a rule's name has at most " + Limits.MAX_RULE_NAME_LENGTH + " characters");
    }
    Characters.mixedScripts(rule.getName())
        .ifPresent(problem -> source.problem(rule.getLine(), problem));
    Map<String, String> annotations = annotations(source, rule);
    Optional<String> id = id(source, rule, annotations.get("id"));
    Optional<Severity> severity = severity(source, rule, annotations.get("severity"));
    Optional<ConditionReader.Condition> condition = conditions.read(source, rule);
    if (condition.isEmpty()) {
      return Optional.empty();
    }
    List<Action> actions = consequences.read(source, rule, condition.get().scope());
    for (Action action : actions) {
      if (action instanceof Mark mark) {
        index.gives(mark.name());
      }
    }
    if (id.isEmpty() || severity.isEmpty() || actions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RuleDefinition(
            id.get(),
            rule.getName(),
            annotations.getOrDefault("description", ""),
            condition.get().scope(),
            severity.get(),
            condition.get().expression(),
            actions,
            source.file(),
            source.fileLine(rule.getLine())));
  }

  private static Map<String, String> annotations(Source source, RuleDescr rule) {
    Map<String, String> values = new LinkedHashMap<>();
    for (AnnotationDescr annotation : rule.getAnnotations()) {
      String name = annotation.getName();
      int line = source.lineOf("@" + name, rule.getLine());
      if (!ANNOTATIONS.contains(name)) {
        source.problem(
            line,
            "the annotation @"
                + name
                + " is not allowed, only @id, @severity and @description"
                + Spelling.hint(name, ANNOTATIONS));
      } else if (annotation.isDuplicated()) {
        source.problem(line, "the annotation @" + name + " stands here twice");
      } else {
        Matcher literal = LITERAL.matcher(String.valueOf(annotation.getSingleValue()));
        if (annotation.getValueMap().size() == 1 && literal.matches()) {
          values.put(name, literal.group(1).strip());
        } else {
          source.problem(
              line,
              "write @%s(\"...\") with a text of 1 to %d characters, not an expression"
                  .formatted(name, Limits.MAX_DESCRIPTION_LENGTH));
        }
      }
    }
    return values;
  }

  private Optional<String> id(Source source, RuleDescr rule, String stated) {
    String id = stated == null ? Identifiers.idOf(rule.getName()) : stated;
    if (!Identifiers.isId(id)) {
      source.problem(
          rule.getLine(),
          stated == null
              ? "no id can be made of this rule's name, add @id(\"...\")"
              : "\"" + id + "\" is no id: an id is " + Identifiers.ID_FORM);
      return Optional.empty();
    }
    String owner = source.file() + ":" + source.fileLine(rule.getLine());
    Optional<String> other = index.claim(id, owner);
    other.ifPresent(
        where ->
            source.problem(
                rule.getLine(), "the id \"" + id + "\" already belongs to the rule at " + where));
    return other.isEmpty() ? Optional.of(id) : Optional.empty();
  }

  private static Optional<Severity> severity(Source source, RuleDescr rule, String stated) {
    List<String> names = PatternsReader.names(Severity.values());
    if (stated != null && !names.contains(stated)) {
      source.problem(
          rule.getLine(), "@severity is one of " + String.join(", ", names) + ", not " + stated);
      return Optional.empty();
    }
    return Optional.of(stated == null ? Severity.MEDIUM : Severity.valueOf(stated));
  }
}
