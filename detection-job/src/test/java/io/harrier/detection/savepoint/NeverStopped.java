package io.harrier.detection.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.evaluate.PlainRun;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.ReferenceUpdate.ListEntryChanged;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreChanged;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.lists.EntityLists;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes after a savepoint if nothing ever stops. */
record NeverStopped(List<Decision> decisions, List<Alert> alerts) {

  /**
   * @param later a release that is published after the savepoint
   */
  static NeverStopped after(KeptSavepoint kept, Optional<PublishedRelease> later) throws Exception {
    Map<String, RiskScore> scores = new HashMap<>();
    EntityLists lists = new EntityLists();
    List<PublishedRelease> releases = new ArrayList<>();
    for (ReferenceTable table : ReferenceTable.values()) {
      for (ReferenceUpdate update : kept.reference(table)) {
        if (update instanceof RiskScoreChanged changed) {
          scores.put(changed.score().userId(), changed.score());
        } else if (update instanceof ListEntryChanged changed) {
          lists.put(changed.entry());
        } else if (update instanceof ReleaseChanged changed) {
          releases.add(changed.release());
        }
      }
    }
    later.ifPresent(releases::add);
    EvaluationSettings settings = Resume.settings(1).operator().evaluation();
    List<LoadedRelease> loaded = new ArrayList<>();
    List<PlainRun.Active> active = new ArrayList<>();
    try {
      for (PublishedRelease release : releases) {
        LoadedRelease bundle = LoadedRelease.load(release.bundle());
        loaded.add(bundle);
        ReleaseEvaluator evaluator = new ReleaseEvaluator(bundle, release.releaseId(), settings);
        if (release.releaseId().equals(SavepointWritingITCase.FIRST_RELEASE)) {
          evaluator.switchOff(Set.of(SavepointWritingITCase.QUARANTINED));
        }
        active.add(new PlainRun.Active(release.activeFrom(), evaluator));
      }
      return of(kept, new PlainRun(active, scores, lists, Resume.NOW));
    } finally {
      active.forEach(release -> release.evaluator().close());
      loaded.forEach(LoadedRelease::close);
    }
  }

  private static NeverStopped of(KeptSavepoint kept, PlainRun run) throws Exception {
    kept.before().forEach(run::receive);
    kept.after().forEach(run::receive);
    run.finish();
    Set<String> after = new HashSet<>();
    for (Transaction transaction : kept.after()) {
      after.add(transaction.transactionId());
    }
    Set<String> alertsBefore = kept.alertsBefore();
    assertThat(run.alerts())
        .as("alerts, among them those before the savepoint")
        .extracting(Alert::alertId)
        .doesNotHaveDuplicates()
        .containsAll(alertsBefore);
    return new NeverStopped(
        run.decisions().stream()
            .filter(decision -> after.contains(decision.transactionId()))
            .toList(),
        run.alerts().stream().filter(alert -> !alertsBefore.contains(alert.alertId())).toList());
  }
}
