package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of the open matches of sequences when one release follows another. An unchanged
 * pattern keeps them: it matches as if it had been in force all the time. A changed one starts
 * afresh with the first transaction of each user under the later release.
 *
 * <p>Unchanged means: the same id and everything that decides what it matches. Severity, score,
 * reason and the names of its steps may differ; so may the rules that give its marks.
 *
 * @param kept ids of patterns that keep their open matches, in the order of the later release
 * @param afresh ids of patterns that have changed and start afresh, in the same order
 * @param added ids of patterns that the earlier release does not have
 * @param removed ids of patterns that the later release does not have; their open matches end
 */
public record PatternChanges(
    List<String> kept, List<String> afresh, List<String> added, List<String> removed) {

  public PatternChanges {
    kept = List.copyOf(kept);
    afresh = List.copyOf(afresh);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** Whether matches that are open under one definition of a pattern go on under the other. */
  public static boolean keepsOpenMatches(PatternDefinition before, PatternDefinition after) {
    return PatternHash.of(before) == PatternHash.of(after);
  }

  public static PatternChanges between(ReleaseDefinition before, ReleaseDefinition after) {
    Map<String, Long> left = new HashMap<>();
    for (PatternDefinition pattern : before.patterns()) {
      left.put(pattern.id(), PatternHash.of(pattern));
    }
    List<String> kept = new ArrayList<>();
    List<String> afresh = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (PatternDefinition pattern : after.patterns()) {
      Long hash = left.remove(pattern.id());
      if (hash == null) {
        added.add(pattern.id());
      } else if (hash == PatternHash.of(pattern)) {
        kept.add(pattern.id());
      } else {
        afresh.add(pattern.id());
      }
    }
    List<String> removed =
        before.patterns().stream().map(PatternDefinition::id).filter(left::containsKey).toList();
    return new PatternChanges(kept, afresh, added, removed);
  }
}
