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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * What the job knows besides transactions, in broadcast state. An update that was applied before,
 * or that is older than what is known, changes nothing.
 */
final class ReferenceData {
  /** Of how many releases the row is remembered without the bundle. */
  static final int KEPT_ROWS = 64;

  private static final Set<ReleaseState> EVALUATED =
      EnumSet.of(ReleaseState.LIVE, ReleaseState.CANARY, ReleaseState.SHADOW);

  private static final Comparator<PublishedRelease> NEWEST_FIRST =
      Comparator.comparingLong(PublishedRelease::activeFrom)
          .thenComparingLong(PublishedRelease::position)
          .reversed();

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

  /**
   * The releases that are evaluated: live, in canary, in shadow; those too that a checkpoint
   * brought are looked at first.
   */
  List<PublishedRelease> evaluatedReleases() throws Exception {
    return loadable(EVALUATED);
  }

  /** Those that are in a state; if they wait in it, the newest that may be loaded. */
  List<PublishedRelease> loadableReleases(ReleaseState state) throws Exception {
    return loadable(EnumSet.of(state));
  }

  private List<PublishedRelease> loadable(Set<ReleaseState> states) throws Exception {
    List<PublishedRelease> loadable = new ArrayList<>();
    for (Map.Entry<String, PublishedRelease> entry : releases.entries()) {
      PublishedRelease release = entry.getValue();
      if (states.contains(release.state())
          && release.bundle().length > 0
          && admission.admits(release)) {
        loadable.add(release);
      }
    }
    return loadable;
  }

  /**
   * Applies one update.
   *
   * @param now epoch milliseconds; tells which releases are active already
   * @return whether what is to be loaded may have changed
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
    boolean admitted = isToBeLoaded(release.state()) && admission.admits(release);
    if (!admitted && EVALUATED.contains(release.state())) {
      return false; // what is known of it stays in force
    }
    releases.put(release.releaseId(), admitted ? release : release.withoutBundle());
    dropOldBundles(now);
    dropOldRows();
    return true;
  }

  private static boolean isToBeLoaded(ReleaseState state) {
    return EVALUATED.contains(state) || state == ReleaseState.VALIDATED;
  }

  private void dropOldBundles(long now) throws Exception {
    keepNewest(
        keptReleases,
        loadableReleases(ReleaseState.LIVE).stream()
            .filter(release -> release.activeFrom() <= now)
            .toList());
    keepNewest(1, loadableReleases(ReleaseState.CANARY));
    keepNewest(1, loadableReleases(ReleaseState.SHADOW));
    keepNewest(PublishedRelease.LOADED_AHEAD, loadableReleases(ReleaseState.VALIDATED));
  }

  private void keepNewest(int count, List<PublishedRelease> candidates) throws Exception {
    for (PublishedRelease old : candidates.stream().sorted(NEWEST_FIRST).skip(count).toList()) {
      releases.put(old.releaseId(), old.withoutBundle());
    }
  }

  /** What has no bundle is remembered only to know an update that comes again. */
  private void dropOldRows() throws Exception {
    List<PublishedRelease> rows = new ArrayList<>();
    for (Map.Entry<String, PublishedRelease> entry : releases.entries()) {
      if (entry.getValue().bundle().length == 0) {
        rows.add(entry.getValue());
      }
    }
    rows.sort(Comparator.comparingLong(PublishedRelease::position).reversed());
    for (PublishedRelease old : rows.subList(Math.min(KEPT_ROWS, rows.size()), rows.size())) {
      releases.remove(old.releaseId());
    }
  }
}
