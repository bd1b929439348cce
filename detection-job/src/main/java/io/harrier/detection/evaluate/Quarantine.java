package io.harrier.detection.evaluate;

import io.harrier.detection.state.States;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The rules that a subtask has switched off by itself. Each subtask decides by its own measure; a
 * restored one takes over what any had decided, whoever's keys it has now.
 *
 * <p>A rule leaves the quarantine when its release is no longer evaluated, or when a person
 * switches it off: then it is off by the release's row, and on again when that says so.
 */
final class Quarantine {
  private final ListState<QuarantinedRule> state;

  /** By release, then by rule. */
  private final Map<String, Map<String, QuarantinedRule>> rules = new LinkedHashMap<>();

  private volatile int size;

  Quarantine(OperatorStateStore store) throws Exception {
    state = store.getUnionListState(States.quarantinedRules());
    for (QuarantinedRule rule : state.get()) {
      add(rule);
    }
  }

  void add(QuarantinedRule rule) {
    rules
        .computeIfAbsent(rule.releaseId(), id -> new LinkedHashMap<>())
        .putIfAbsent(rule.ruleId(), rule);
    count();
  }

  /** The ids of a release's rules that are in quarantine. */
  Set<String> of(String releaseId) {
    return rules.getOrDefault(releaseId, Map.of()).keySet();
  }

  /** Takes out what belongs to other releases, or was switched off by a person. */
  void keepOnly(Collection<PublishedRelease> evaluated) {
    Set<String> known = new HashSet<>();
    for (PublishedRelease release : evaluated) {
      known.add(release.releaseId());
      Map<String, QuarantinedRule> own = rules.get(release.releaseId());
      if (own != null) {
        release.disabledRules().forEach(own::remove);
      }
    }
    rules.keySet().retainAll(known);
    count();
  }

  /** How many rules there are; asked by threads that report. */
  int size() {
    return size;
  }

  void snapshot() throws Exception {
    List<QuarantinedRule> all = new ArrayList<>();
    rules.values().forEach(release -> all.addAll(release.values()));
    state.update(all);
  }

  private void count() {
    size = rules.values().stream().mapToInt(Map::size).sum();
  }
}
