package io.harrier.registry;

import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.engine.signature.ReleaseStatement;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/** Steps of the lifecycle, within one transaction of a writer. */
final class ReleaseMoves {
  private final ReleaseTable releases;
  private final ApprovalTable approvals;
  private final RegistrySettings settings;
  private final TransactionTime time;
  private final Optional<ReleaseSigner> signer;

  ReleaseMoves(
      Connection connection,
      RegistrySettings settings,
      TransactionTime time,
      Optional<ReleaseSigner> signer) {
    this.releases = new ReleaseTable(connection);
    this.approvals = new ApprovalTable(connection);
    this.settings = settings;
    this.time = time;
    this.signer = signer;
  }

  ReleaseTable releases() {
    return releases;
  }

  /** When a release of this content that is let go on now becomes active. */
  private Instant activation(Optional<Instant> requested, String contentHash) throws SQLException {
    if (requested.isEmpty()) {
      return leadFromNow(contentHash);
    }
    Instant from = requested.get().truncatedTo(ChronoUnit.MILLIS);
    if (time.hasPassed(from, Duration.ZERO) && !releases.live().isEmpty()) {
      throw new RefusedException(
          "active from %s lies in the past (it is %s): transactions since then have been decided"
              .formatted(from, time.now()));
    }
    return from;
  }

  /** To be asked for after what takes long, such as storing megabytes: it would eat the lead. */
  private Instant leadFromNow(String contentHash) throws SQLException {
    // Jobs load what is signed. Where nothing is, they load unsigned content as early.
    Optional<Instant> known =
        releases.loadable().stream()
            .filter(release -> release.contentHash().equals(contentHash))
            .filter(release -> release.signed() || signer.isEmpty())
            .map(Release::createdAt)
            .min(Comparator.naturalOrder());
    Duration lead = settings.leadOf(known, releases.now());
    return time.after(lead).truncatedTo(ChronoUnit.MILLIS);
  }

  Release store(ReleaseArtifact artifact, String author) throws SQLException {
    return store(
        artifact.name(),
        artifact.description(),
        artifact.contentHash(),
        artifact.bundle(),
        artifact.sources(),
        author.strip());
  }

  /** Signed, so that jobs may load it ahead; that it may decide is another statement. */
  private Release store(
      String name,
      String description,
      String contentHash,
      byte[] bundle,
      byte[] sources,
      String author)
      throws SQLException {
    int version = releases.nextVersion(name);
    ReleaseStatement waits =
        new ReleaseStatement(
            Release.id(name, version),
            contentHash,
            ReleaseState.VALIDATED,
            PublishedRelease.NEVER,
            0,
            author,
            null);
    return releases.insert(
        name, version, description, contentHash, bundle, sources, author, signed(waits));
  }

  private byte[] signed(ReleaseStatement statement) {
    return signer.map(present -> present.sign(statement)).orElse(null);
  }

  /** Stores a release, unless it decides or waits already, and lets it decide. */
  Publication publish(ReleaseArtifact artifact, String author, Optional<Instant> requested)
      throws SQLException {
    Instant from = activation(requested, artifact.contentHash());
    Optional<Release> same = same(artifact.name(), artifact.contentHash(), from);
    if (same.isPresent()) {
      return new Publication(same.get(), false);
    }
    Optional<Release> waiting =
        releases.waiting(artifact.name(), artifact.contentHash(), author.strip());
    Release stored = waiting.isPresent() ? waiting.get() : store(artifact, author);
    Release reached =
        goLiveIfApproved(
            stored, requested.isPresent() ? from : leadFromNow(artifact.contentHash()));
    return new Publication(reached, waiting.isEmpty() || reached.state() == ReleaseState.LIVE);
  }

  /** Lets the content of an earlier release decide again, unless it does already. */
  Publication rollback(Release earlier, Optional<Instant> requested) throws SQLException {
    Instant from = activation(requested, earlier.contentHash());
    Optional<Release> same = same(earlier.name(), earlier.contentHash(), from);
    if (same.isPresent()) {
      return new Publication(same.get(), false);
    }
    Release copy =
        store(
            earlier.name(),
            earlier.description(),
            earlier.contentHash(),
            releases.content(earlier.releaseId(), "bundle"),
            releases.content(earlier.releaseId(), "sources"),
            earlier.author());
    return new Publication(
        goLiveIfApproved(copy, requested.isPresent() ? from : leadFromNow(earlier.contentHash())),
        true);
  }

  Release retire(Release release) throws SQLException {
    Lifecycle.check(release, ReleaseState.RETIRED);
    if (release.state() == ReleaseState.LIVE && releases.live().size() == 1) {
      throw new RefusedException(
          "release %s is the only live one, nothing would decide: publish another first"
              .formatted(release.releaseId()));
    }
    releases.retire(release.releaseId());
    return releases.get(release.releaseId());
  }

  /** The newest live release, if it has this content and is active by then. */
  private Optional<Release> same(String name, String contentHash, Instant activeFrom)
      throws SQLException {
    return releases.live().stream()
        .findFirst()
        .filter(last -> last.name().equals(name) && last.contentHash().equals(contentHash))
        .filter(last -> !last.activeFrom().orElseThrow().isAfter(activeFrom));
  }

  /** Lets it decide if somebody has approved it; otherwise it waits as it is. */
  private Release goLiveIfApproved(Release release, Instant from) throws SQLException {
    return approvals.obtain(release).isPresent() ? goLive(release, from) : release;
  }

  Release shadow(Release release) throws SQLException {
    Lifecycle.check(release, ReleaseState.SHADOW);
    requireNoOther(ReleaseState.SHADOW, release);
    return move(release, ReleaseState.SHADOW, leadFromNow(release.contentHash()), 0);
  }

  Release canary(Release release, int percent) throws SQLException {
    if (percent < 1 || percent > 100) {
      throw new RefusedException(
          "a canary decides for 1 to 100 users in a hundred, not for " + percent);
    }
    if (release.state() != ReleaseState.CANARY) {
      Lifecycle.check(release, ReleaseState.CANARY);
      requireNoOther(ReleaseState.CANARY, release);
    }
    return move(release, ReleaseState.CANARY, leadFromNow(release.contentHash()), percent);
  }

  /** One step on: what comes after the release's state. */
  Release advance(Release release, int percent) throws SQLException {
    ReleaseState next = Lifecycle.next(release.state()).orElse(ReleaseState.LIVE);
    return switch (next) {
      case SHADOW -> shadow(release);
      case CANARY -> canary(release, percent);
      case LIVE, RETIRED, DRAFT, VALIDATED -> promote(release, Optional.empty());
    };
  }

  /** Whether it may go live is said before anything about the time. */
  Release promote(Release release, Optional<Instant> activeFrom) throws SQLException {
    Lifecycle.check(release, ReleaseState.LIVE);
    return goLive(release, activation(activeFrom, release.contentHash()));
  }

  private Release goLive(Release release, Instant from) throws SQLException {
    Lifecycle.check(release, ReleaseState.LIVE);
    requireApproval(release, ReleaseState.LIVE);
    Instant successor = from;
    for (Release live : releases.live()) {
      Instant activeFrom = live.activeFrom().orElseThrow();
      if (!activeFrom.isBefore(from) || time.hasPassed(successor, settings.history())) {
        releases.retire(live.releaseId());
      } else {
        successor = activeFrom;
      }
    }
    return move(release, ReleaseState.LIVE, from, 0);
  }

  private Release move(Release release, ReleaseState state, Instant from, int percent)
      throws SQLException {
    Optional<String> approver =
        Lifecycle.needsApproval(state)
            ? Optional.of(requireApproval(release, state))
            : Optional.empty();
    return releases.move(
        release.releaseId(),
        state,
        from,
        percent,
        signed(statement(release, state, Optional.of(from), percent, approver)));
  }

  /** Signs anew what it is already, for another key. */
  Release sign(Release release) throws SQLException {
    ReleaseSigner present =
        signer.orElseThrow(() -> new RefusedException("without a key nothing is signed: name one"));
    return releases.sign(
        release.releaseId(),
        present.sign(
            statement(
                release,
                release.state(),
                release.activeFrom(),
                release.canaryPercent(),
                release.approver())));
  }

  private static ReleaseStatement statement(
      Release release,
      ReleaseState state,
      Optional<Instant> activeFrom,
      int percent,
      Optional<String> approver) {
    return new ReleaseStatement(
        release.releaseId(),
        release.contentHash(),
        state,
        activeFrom.map(Instant::toEpochMilli).orElse(PublishedRelease.NEVER),
        percent,
        release.author(),
        approver.orElse(null));
  }

  private String requireApproval(Release release, ReleaseState state) throws SQLException {
    return approvals
        .obtain(release)
        .orElseThrow(
            () ->
                new RefusedException(
                    "release %s cannot become %s: nobody but its author %s has seen its content. Somebody else approves it, with ./harrier rules approve %s --actor NAME"
                        .formatted(
                            release.releaseId(), state, release.author(), release.releaseId())));
  }

  private void requireNoOther(ReleaseState state, Release release) throws SQLException {
    Optional<Release> other = releases.only(state);
    if (other.isPresent()) {
      throw new RefusedException(
          "release %s cannot become %s: release %s is, and there is one at a time. Promote or retire that one first"
              .formatted(release.releaseId(), state, other.get().releaseId()));
    }
  }
}
