package io.harrier.local.state;

import io.harrier.detection.DetectionSettings;
import io.harrier.detection.saved.SavedState;
import io.harrier.detection.state.UserEntry;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.RememberedUser;
import io.harrier.local.CommandFailedException;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks a user up in a snapshot of the detection job. */
public final class UserInState {
  private final SavedState saved;
  private final Path snapshot;

  public UserInState(Path snapshot) {
    this.saved = new SavedState(snapshot);
    this.snapshot = snapshot;
  }

  /**
   * @return nothing if the user is not known
   * @throws CommandFailedException if the snapshot cannot be read
   */
  public Optional<UserReport> find(String userId) {
    try {
      Optional<UserEntry> entry = saved.user(userId);
      return entry.isEmpty() ? Optional.empty() : Optional.of(report(userId, entry.get()));
    } catch (IOException e) {
      throw new CommandFailedException(
          snapshot
              + " cannot be read: it is damaged, was written by a newer Harrier, or is no snapshot"
              + " of the detection job",
          e);
    }
  }

  private UserReport report(String userId, UserEntry entry) throws IOException {
    PublishedRelease release = deciding(entry.newestEventTime());
    try (LoadedRelease loaded = LoadedRelease.load(release.bundle())) {
      return new UserReport(
          userId,
          release.releaseId(),
          RememberedUser.of(userId, entry.state(), loaded.definition(), settings()),
          saved.riskScores().get(userId),
          entry.held());
    } catch (InvalidBundleException e) {
      throw new IOException("release " + release.releaseId() + " cannot be loaded", e);
    }
  }

  /** The live release of an event time, the earliest before the first. */
  private PublishedRelease deciding(long eventTime) throws IOException {
    List<PublishedRelease> live =
        saved.releases().values().stream()
            .filter(release -> release.state() == ReleaseState.LIVE && release.bundle().length > 0)
            .sorted(
                Comparator.comparingLong(PublishedRelease::activeFrom)
                    .thenComparingLong(PublishedRelease::position))
            .toList();
    if (live.isEmpty()) {
      throw new CommandFailedException(
          snapshot + " holds no live release, by which windows could be read");
    }
    return live.stream()
        .filter(release -> release.activeFrom() <= eventTime)
        .reduce((earlier, later) -> later)
        .orElse(live.get(0));
  }

  /**
   * Those of a job that is told nothing else: of the state, they decide only how far it reaches.
   */
  private static EvaluationSettings settings() {
    return DetectionSettings.parse("--bootstrap-servers=none:0", "--unsigned-releases=accept")
        .operator()
        .evaluation();
  }
}
