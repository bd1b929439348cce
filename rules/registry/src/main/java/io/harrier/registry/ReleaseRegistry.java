package io.harrier.registry;

import io.harrier.engine.gate.Gate;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.signature.ReleaseSigner;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Stores releases, moves them on and retires them. What it writes, change data capture carries to
 * the jobs.
 *
 * <p>Live releases form a schedule: at event time t decides the one with the greatest activation at
 * or before t. So a release that is published takes the future from the one before it, which stays
 * live for the transactions of its own time until {@link RegistrySettings#history} has passed; a
 * release scheduled for later than the new one is retired. Content never changes, and what has been
 * decided is never decided anew: an activation in the past is refused once anything is live. Beside
 * the schedule there is at most one shadow, and at most one canary.
 *
 * <p>What decides has been approved by somebody other than its author; the schema holds to that,
 * and records every step. Safe for any number of threads and processes: writers take turns in the
 * database.
 */
public final class ReleaseRegistry extends StoredReleases {
  private final RegistrySettings settings;
  private final TransactionTime time;
  private final ReleaseArtifact.Compiler compiler;
  private final Optional<ReleaseSigner> signer;

  public ReleaseRegistry(DataSource database) {
    this(database, RegistrySettings.DEFAULT, Clock.systemUTC());
  }

  public ReleaseRegistry(DataSource database, RegistrySettings settings, Clock clock) {
    this(database, settings, TransactionTime.of(clock), new Gate()::compile);
  }

  /**
   * @param time in which releases become active
   */
  public ReleaseRegistry(DataSource database, TransactionTime time) {
    this(database, RegistrySettings.DEFAULT, time, new Gate()::compile);
  }

  ReleaseRegistry(
      DataSource database,
      RegistrySettings settings,
      TransactionTime time,
      ReleaseArtifact.Compiler compiler) {
    this(new RegistryDatabase(database), settings, time, compiler, Optional.empty());
  }

  private ReleaseRegistry(
      RegistryDatabase database,
      RegistrySettings settings,
      TransactionTime time,
      ReleaseArtifact.Compiler compiler,
      Optional<ReleaseSigner> signer) {
    super(database);
    this.settings = settings;
    this.time = time;
    this.compiler = compiler;
    this.signer = signer;
  }

  /** The same registry, which signs whatever it lets a job load; without, jobs may refuse it. */
  public ReleaseRegistry signingWith(ReleaseSigner present) {
    return new ReleaseRegistry(database(), settings, time, compiler, Optional.of(present));
  }

  /**
   * Compiles a release and stores it without letting it decide: somebody else may {@linkplain
   * Approvals approve} and {@link #promote} it.
   *
   * @throws InvalidReleaseException with every problem found
   */
  public Release store(Path folder, String author) throws InvalidReleaseException {
    return store(ReleaseArtifact.compile(folder, compiler), author);
  }

  /** Stores a compiled release without letting it decide. */
  public Release store(ReleaseArtifact artifact, String author) {
    return write("stored", author, moves -> moves.store(artifact, author));
  }

  /**
   * Compiles a release, stores it and lets it decide.
   *
   * @param activeFrom event time; empty for that of the transactions and the lead
   * @throws InvalidReleaseException with every problem found
   * @throws RefusedException if that time has passed, and another release has decided
   */
  public Publication publish(Path folder, String author, Optional<Instant> activeFrom)
      throws InvalidReleaseException {
    return publish(ReleaseArtifact.compile(folder, compiler), author, activeFrom);
  }

  /**
   * Stores a compiled release and lets it decide from an event time on. If the newest live release
   * has the same name and content, and is active by then, nothing changes. If nobody has approved
   * the content, and the platform doesn't by itself, it is stored and waits.
   *
   * @param activeFrom event time; empty for that of the transactions and the lead
   * @throws RefusedException if that time has passed, and another release has decided
   */
  public Publication publish(
      ReleaseArtifact artifact, String author, Optional<Instant> activeFrom) {
    return write(
        "published", author, activeFrom, moves -> moves.publish(artifact, author, activeFrom));
  }

  /**
   * Has a release evaluated beside the live one, without effect. Needs no approval.
   *
   * @throws RefusedException if its state does not allow it, or there is a shadow already
   */
  public Release shadow(String releaseId, String actor) {
    return write(
        "made a shadow",
        actor,
        Optional.empty(),
        moves -> moves.shadow(moves.releases().get(releaseId)));
  }

  /**
   * Lets a release decide for a share of users; for another share if it does already.
   *
   * @param percent of how many users in a hundred, 1 to 100
   * @throws RefusedException if its state does not allow it, nobody has approved it, or there is a
   *     canary already
   */
  public Release canary(String releaseId, int percent, String actor) {
    return write(
        "made a canary",
        actor,
        Optional.empty(),
        moves -> moves.canary(moves.releases().get(releaseId), percent));
  }

  /**
   * Lets a stored release decide.
   *
   * @param activeFrom event time; empty for that of the transactions and the lead
   * @throws RefusedException if its state does not allow it, nobody has approved it, or that time
   *     has passed
   */
  public Release promote(String releaseId, String actor, Optional<Instant> activeFrom) {
    return write(
        "promoted",
        actor,
        activeFrom,
        moves -> moves.promote(moves.releases().get(releaseId), activeFrom));
  }

  /**
   * Moves a release one step on: from validated to shadow, to canary, to live.
   *
   * @param percent the share of users if it becomes a canary
   * @throws RefusedException as the step that it comes to
   */
  public Release advance(String releaseId, int percent, String actor) {
    return write(
        "promoted",
        actor,
        Optional.empty(),
        moves -> moves.advance(moves.releases().get(releaseId), percent));
  }

  /**
   * Lets the content of an earlier release decide again, as a new version of its name by its
   * author, with the rules off that were off. If it decides already, nothing changes. What was
   * approved once needs no new approval; what never was waits for one.
   *
   * @param activeFrom event time; empty for that of the transactions and the lead
   */
  public Publication rollback(String releaseId, String actor, Optional<Instant> activeFrom) {
    return write(
        "rolled back to",
        actor,
        activeFrom,
        moves -> {
          Release earlier = moves.releases().get(releaseId);
          return moves.rollback(earlier, activeFrom);
        });
  }

  /**
   * Takes a release out; where it was live, the one before it in the schedule decides in its place.
   *
   * @throws RefusedException if its state does not allow it, or it is the only live one
   */
  public Release retire(String releaseId, String actor) {
    return write("retired", actor, moves -> moves.retire(moves.releases().get(releaseId)));
  }

  /** Signs whatever a job may load anew, with the key of today. */
  public List<Release> signAll(String actor) {
    return write(
        "signed",
        actor,
        moves -> {
          List<Release> signed = new ArrayList<>();
          for (Release release : moves.releases().loadable()) {
            signed.add(moves.sign(release));
          }
          return signed;
        });
  }

  private interface Step<T> {
    T on(ReleaseMoves moves) throws SQLException;
  }

  /** Who must be asked for the time is asked before others wait for the database. */
  private <T> T write(String done, String actor, Optional<Instant> activeFrom, Step<T> step) {
    if (activeFrom.isEmpty()) {
      time.ask();
    }
    return write(done, actor, step);
  }

  private <T> T write(String done, String actor, Step<T> step) {
    return database()
        .write(
            "no release was " + done,
            actor,
            connection -> step.on(new ReleaseMoves(connection, settings, time, signer)));
  }
}
