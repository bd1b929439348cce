package io.harrier.registry;

import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.model.ReleaseState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The releases in {@code fraud.releases}: stored, published, retired. What it writes, change data
 * capture carries to the jobs.
 *
 * <p>Live releases form a schedule: at event time t decides the one with the greatest activation at
 * or before t. So a release that is published takes the future from the one before it, which stays
 * live for the transactions of its own time until {@link RegistrySettings#history} has passed; a
 * release scheduled for later than the new one is retired. Content never changes, and what has been
 * decided is never decided anew: an activation in the past is refused once anything is live.
 *
 * <p>Safe for any number of threads and processes: writers take turns in the database.
 */
public final class ReleaseRegistry {
  private final DataSource database;
  private final RegistrySettings settings;
  private final Clock clock;
  private final ReleaseArtifact.Compiler compiler;

  public ReleaseRegistry(DataSource database) {
    this(database, RegistrySettings.DEFAULT, Clock.systemUTC());
  }

  public ReleaseRegistry(DataSource database, RegistrySettings settings, Clock clock) {
    this(database, settings, clock, new ReleaseCompiler()::compile);
  }

  ReleaseRegistry(
      DataSource database,
      RegistrySettings settings,
      Clock clock,
      ReleaseArtifact.Compiler compiler) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.compiler = compiler;
  }

  /**
   * Compiles a release and stores it without letting it decide: somebody else may {@link #promote}
   * it.
   *
   * @throws InvalidReleaseException with every problem found
   */
  public Release store(Path folder, String author) throws InvalidReleaseException {
    return store(ReleaseArtifact.compile(folder, compiler), author);
  }

  /** Stores a compiled release without letting it decide. */
  public Release store(ReleaseArtifact artifact, String author) {
    return write("stored", table -> insert(table, artifact, author));
  }

  /**
   * Compiles a release, stores it and lets it decide.
   *
   * @param activeFrom event time; empty for the clock and the lead
   * @throws InvalidReleaseException with every problem found
   * @throws RefusedException if that time has passed, and another release has decided
   */
  public Publication publish(Path folder, String author, Optional<Instant> activeFrom)
      throws InvalidReleaseException {
    return publish(ReleaseArtifact.compile(folder, compiler), author, activeFrom);
  }

  /**
   * Stores a compiled release and lets it decide from an event time on. If the newest live release
   * has the same name and content, and is active by then, nothing changes.
   *
   * @param activeFrom event time; empty for the clock and the lead
   * @throws RefusedException if that time has passed, and another release has decided
   */
  public Publication publish(
      ReleaseArtifact artifact, String author, Optional<Instant> activeFrom) {
    return write(
        "published",
        table -> {
          Instant from = activation(table, activeFrom);
          Optional<Release> same = same(table, artifact.name(), artifact.contentHash(), from);
          if (same.isPresent()) {
            return new Publication(same.get(), false);
          }
          Release stored = insert(table, artifact, author);
          return new Publication(goLive(table, stored, author, from), true);
        });
  }

  /**
   * Lets a stored release decide.
   *
   * @param activeFrom event time; empty for the clock and the lead
   * @throws RefusedException if its state does not allow it, or that time has passed
   */
  public Release promote(String releaseId, String approver, Optional<Instant> activeFrom) {
    return write(
        "promoted",
        table -> {
          Release release = table.get(releaseId);
          Lifecycle.check(release, ReleaseState.LIVE);
          return goLive(table, release, approver, activation(table, activeFrom));
        });
  }

  /**
   * Lets the content of an earlier release decide again, as a new version of its name. If it
   * decides already, nothing changes.
   *
   * @param activeFrom event time; empty for the clock and the lead
   */
  public Publication rollback(String releaseId, String author, Optional<Instant> activeFrom) {
    return write(
        "rolled back to",
        table -> {
          Release earlier = table.get(releaseId);
          Instant from = activation(table, activeFrom);
          Optional<Release> same = same(table, earlier.name(), earlier.contentHash(), from);
          if (same.isPresent()) {
            return new Publication(same.get(), false);
          }
          Release copy =
              table.insert(
                  earlier.name(),
                  earlier.description(),
                  earlier.contentHash(),
                  table.content(releaseId, "bundle"),
                  table.content(releaseId, "sources"),
                  author);
          return new Publication(goLive(table, copy, author, from), true);
        });
  }

  /**
   * Takes a live release out; the one before it in the schedule decides in its place.
   *
   * @throws RefusedException if it is not live, or the only one
   */
  public Release retire(String releaseId) {
    return write(
        "retired",
        table -> {
          Release release = table.get(releaseId);
          Lifecycle.check(release, ReleaseState.RETIRED);
          if (table.live().size() == 1) {
            throw new RefusedException(
                "release %s is the only live one, nothing would decide: publish another first"
                    .formatted(releaseId));
          }
          table.retire(releaseId);
          return table.get(releaseId);
        });
  }

  /** All releases, the newest first. */
  public List<Release> list() {
    return read("listed", ReleaseTable::all);
  }

  /**
   * @throws UnknownReleaseException if there is none
   */
  public Release show(String releaseId) {
    return read("shown", table -> table.get(releaseId));
  }

  /** The schedule: live releases by activation, the last first. */
  public List<Release> live() {
    return read("listed", ReleaseTable::live);
  }

  /** The release that decides at an event time: of the live ones, as the jobs choose it. */
  public Optional<Release> decidingAt(Instant eventTime) {
    List<Release> live = live();
    Optional<Release> active =
        live.stream()
            .filter(release -> !release.activeFrom().orElseThrow().isAfter(eventTime))
            .findFirst();
    return active.isPresent() || live.isEmpty() ? active : Optional.of(live.get(live.size() - 1));
  }

  /** The folder of a release as it was stored, as a zip. */
  public byte[] sources(String releaseId) {
    return read("read", table -> table.content(releaseId, "sources"));
  }

  /** The compiled release, as a job loads it. */
  public byte[] bundle(String releaseId) {
    return read("read", table -> table.content(releaseId, "bundle"));
  }

  private static Release insert(ReleaseTable table, ReleaseArtifact artifact, String author)
      throws SQLException {
    return table.insert(
        artifact.name(),
        artifact.description(),
        artifact.contentHash(),
        artifact.bundle(),
        artifact.sources(),
        author);
  }

  private Instant activation(ReleaseTable table, Optional<Instant> requested) throws SQLException {
    Instant now = clock.instant();
    Instant from = requested.orElse(now.plus(settings.lead())).truncatedTo(ChronoUnit.MILLIS);
    if (from.isBefore(now.truncatedTo(ChronoUnit.MILLIS)) && !table.live().isEmpty()) {
      throw new RefusedException(
          "active from %s lies in the past (it is %s): transactions since then have been decided"
              .formatted(from, now));
    }
    return from;
  }

  private static Optional<Release> same(
      ReleaseTable table, String name, String contentHash, Instant activeFrom) throws SQLException {
    return table.live().stream()
        .findFirst()
        .filter(last -> last.name().equals(name) && last.contentHash().equals(contentHash))
        .filter(last -> !last.activeFrom().orElseThrow().isAfter(activeFrom));
  }

  private Release goLive(ReleaseTable table, Release release, String approver, Instant from)
      throws SQLException {
    Instant forgotten = clock.instant().minus(settings.history());
    Instant successor = from;
    for (Release live : table.live()) {
      Instant activeFrom = live.activeFrom().orElseThrow();
      if (!activeFrom.isBefore(from) || successor.isBefore(forgotten)) {
        table.retire(live.releaseId());
      } else {
        successor = activeFrom;
      }
    }
    table.makeLive(release.releaseId(), approver, from);
    return table.get(release.releaseId());
  }

  private interface Work<T> {
    T on(ReleaseTable table) throws SQLException;
  }

  private <T> T write(String done, Work<T> work) {
    return read(
        done,
        table -> {
          table.lock();
          return work.on(table);
        });
  }

  private <T> T read(String done, Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(new ReleaseTable(connection));
        connection.commit();
        return result;
      } finally {
        // After a commit there is nothing left to roll back.
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new RegistryException(
          "no release was %s, the database refused: %s".formatted(done, e.getMessage()), e);
    }
  }
}
