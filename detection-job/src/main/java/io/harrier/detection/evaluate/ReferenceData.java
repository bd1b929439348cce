package io.harrier.detection.evaluate;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.ReferenceUpdate.ListEntryChanged;
import io.harrier.detection.source.ReferenceUpdate.ListEntryDeleted;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.detection.source.ReferenceUpdate.ReleaseDeleted;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreChanged;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreDeleted;
import io.harrier.detection.source.ReferenceUpdate.SnapshotCompleted;
import io.harrier.detection.state.States;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * What the job knows besides transactions, in broadcast state. An update that was applied before,
 * or that is older than what is known, changes nothing.
 */
final class ReferenceData {
  private final BroadcastState<String, RiskScore> riskScores;
  private final BroadcastState<String, PublishedRelease> releases;
  private final BroadcastState<String, SnapshotMark> marks;
  private final BroadcastState<String, Long> offsets;
  private final KnownLists lists;
  private final int keptReleases;
  private final ReleaseAdmission admission;

  /**
   * @param keptReleases of how many releases that are active already the bundles are kept
   * @param admission what of releases may be loaded
   */
  ReferenceData(OperatorStateStore store, int keptReleases, ReleaseAdmission admission)
      throws Exception {
    this.riskScores = store.getBroadcastState(States.riskScores());
    this.releases = store.getBroadcastState(States.releases());
    this.marks = store.getBroadcastState(States.snapshotMarks());
    this.offsets = store.getBroadcastState(States.referenceOffsets());
    this.lists = new KnownLists(store.getBroadcastState(States.entityLists()));
    this.keptReleases = keptReleases;
    this.admission = admission;
  }

  /** The user's score, or {@code null}. */
  RiskScore riskScore(String userId) throws Exception {
    return riskScores.get(userId);
  }

  /** What is allowed, blocked and watched. */
  KnownLists lists() {
    return lists;
  }

  /** Whether every row that existed when capturing started has been applied. */
  boolean hasSnapshot(ReferenceTable table) throws Exception {
    return marks.contains(table.name());
  }

  /** The offset after the last record applied, 0 before the first. */
  long nextOffset(ReferenceTable table) throws Exception {
    Long offset = offsets.get(table.name());
    return offset == null ? 0 : offset;
  }

  /** The releases that may decide; those too that a checkpoint brought are looked at first. */
  List<PublishedRelease> liveReleases() throws Exception {
    List<PublishedRelease> live = new ArrayList<>();
    for (Map.Entry<String, PublishedRelease> entry : releases.entries()) {
      PublishedRelease release = entry.getValue();
      if (release.state() == ReleaseState.LIVE
          && release.bundle().length > 0
          && admission.admits(release)) {
        live.add(release);
      }
    }
    return live;
  }

  /**
   * Applies one update.
   *
   * @param now epoch milliseconds; tells which releases are active already
   * @return whether {@link #liveReleases} may have changed
   */
  boolean apply(ReferenceUpdate update, long now) throws Exception {
    offsets.put(update.table().name(), Math.max(nextOffset(update.table()), update.offset() + 1));
    if (update instanceof RiskScoreChanged changed) {
      RiskScore known = riskScores.get(changed.score().userId());
      if (known == null || changed.score().supersedes(known)) {
        riskScores.put(changed.score().userId(), changed.score());
      }
    } else if (update instanceof RiskScoreDeleted deleted) {
      riskScores.remove(deleted.userId());
    } else if (update instanceof SnapshotCompleted completed) {
      marks.put(completed.table().name(), completed.mark());
    } else if (update instanceof ReleaseChanged changed) {
      return applyRelease(changed.release(), now);
    } else if (update instanceof ReleaseDeleted deleted) {
      releases.remove(deleted.releaseId());
      return true;
    } else if (update instanceof ListEntryChanged changed) {
      lists.put(changed.entry(), now);
    } else if (update instanceof ListEntryDeleted deleted) {
      lists.remove(deleted.key());
    }
    return false;
  }

  private boolean applyRelease(PublishedRelease release, long now) throws Exception {
    PublishedRelease known = releases.get(release.releaseId());
    if (known != null && known.position() >= release.position()) {
      return false;
    }
    if (isForTasks(release.state()) && !admission.admits(release)) {
      return false; // what is known of it stays in force
    }
    releases.put(
        release.releaseId(),
        release.state() == ReleaseState.LIVE ? release : release.withoutBundle());
    dropOldBundles(now);
    return true;
  }

  /** Whether a task evaluates what is in this state: its classes are executed then. */
  private static boolean isForTasks(ReleaseState state) {
    return switch (state) {
      case SHADOW, CANARY, LIVE -> true;
      case DRAFT, VALIDATED, RETIRED -> false;
    };
  }

  private void dropOldBundles(long now) throws Exception {
    List<PublishedRelease> active =
        liveReleases().stream()
            .filter(release -> release.activeFrom() <= now)
            .sorted(Comparator.comparingLong(PublishedRelease::activeFrom).reversed())
            .toList();
    for (PublishedRelease old :
        active.subList(Math.min(keptReleases, active.size()), active.size())) {
      releases.put(old.releaseId(), old.withoutBundle());
    }
  }
}
