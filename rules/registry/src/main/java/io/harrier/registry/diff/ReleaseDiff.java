package io.harrier.registry.diff;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.sequence.PatternChanges;
import io.harrier.registry.diff.Difference.Field;
import io.harrier.registry.diff.Difference.Kind;
import io.harrier.registry.diff.Difference.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Compares releases by what they mean: a rule that moved to another file or line is the same rule,
 * and a row of a decision table is known by its rule's id.
 */
public final class ReleaseDiff {
  private final List<Difference> differences = new ArrayList<>();

  private ReleaseDiff() {}

  /**
   * Everything that differs: settings, features, rules, rows of decision tables, sequences. Each
   * sequence is there, changed or not, and says what becomes of its open matches.
   */
  public static List<Difference> between(ReleaseDefinition before, ReleaseDefinition after) {
    ReleaseDiff diff = new ReleaseDiff();
    diff.settings(before, after);
    diff.compare(
        byName(before.features(), FeatureDefinition::name),
        byName(after.features(), FeatureDefinition::name),
        feature -> Subject.FEATURE,
        Wording::of,
        feature -> Optional.empty(),
        (old, now) -> Optional.empty());
    diff.compare(
        byName(before.rules(), RuleDefinition::id),
        byName(after.rules(), RuleDefinition::id),
        ReleaseDiff::subject,
        Wording::of,
        ReleaseDiff::place,
        (old, now) -> Optional.empty());
    diff.compare(
        byName(before.patterns(), PatternDefinition::id),
        byName(after.patterns(), PatternDefinition::id),
        pattern -> Subject.SEQUENCE,
        Wording::of,
        pattern -> Optional.empty(),
        ReleaseDiff::openMatches);
    diff.differences.sort(
        (left, right) -> left.subject().compareTo(right.subject())); // stable within a subject
    return List.copyOf(diff.differences);
  }

  private void settings(ReleaseDefinition before, ReleaseDefinition after) {
    for (Field field : Fields.between(Wording.of(before), Wording.of(after))) {
      differences.add(
          new Difference(
              Subject.SETTING,
              Kind.CHANGED,
              field.name(),
              Optional.empty(),
              List.of(field),
              Optional.empty()));
    }
  }

  private <T> void compare(
      Map<String, T> before,
      Map<String, T> after,
      Function<T, Subject> subject,
      Function<T, Map<String, String>> wording,
      Function<T, Optional<String>> place,
      BiFunction<T, T, Optional<String>> note) {
    before.forEach(
        (name, old) -> {
          T now = after.get(name);
          List<Field> fields =
              Fields.between(wording.apply(old), now == null ? Map.of() : wording.apply(now));
          Optional<String> said = note.apply(old, now);
          if (now == null) {
            add(subject.apply(old), Kind.REMOVED, name, place.apply(old), fields, said);
          } else if (!fields.isEmpty()) {
            add(subject.apply(now), Kind.CHANGED, name, place.apply(now), fields, said);
          } else if (said.isPresent()) {
            add(subject.apply(now), Kind.UNCHANGED, name, place.apply(now), fields, said);
          }
        });
    after.forEach(
        (name, now) -> {
          if (!before.containsKey(name)) {
            List<Field> fields = Fields.between(Map.of(), wording.apply(now));
            add(
                subject.apply(now),
                Kind.ADDED,
                name,
                place.apply(now),
                fields,
                note.apply(null, now));
          }
        });
  }

  private void add(
      Subject subject,
      Kind kind,
      String name,
      Optional<String> place,
      List<Field> fields,
      Optional<String> note) {
    differences.add(new Difference(subject, kind, name, place, fields, note));
  }

  private static Optional<String> openMatches(PatternDefinition old, PatternDefinition now) {
    if (old == null) {
      return Optional.of("starts with nothing open");
    }
    if (now == null) {
      return Optional.of("open matches are dropped");
    }
    return Optional.of(
        PatternChanges.keepsOpenMatches(old, now)
            ? "open matches are kept"
            : "open matches are dropped, it starts afresh");
  }

  private static Subject subject(RuleDefinition rule) {
    return isTable(rule) ? Subject.TABLE_ROW : Subject.RULE;
  }

  private static Optional<String> place(RuleDefinition rule) {
    return Optional.of(rule.file() + (isTable(rule) ? " row " : ":") + rule.line());
  }

  private static boolean isTable(RuleDefinition rule) {
    return !rule.file().toLowerCase(Locale.ROOT).endsWith(".drl");
  }

  private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
    Map<String, T> named = new LinkedHashMap<>();
    things.forEach(thing -> named.put(name.apply(thing), thing));
    return named;
  }
}
