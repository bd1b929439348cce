package io.harrier.registry;

import io.harrier.engine.bundle.BundleDefinition;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.release.ReleaseDefinition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The releases in {@code fraud.releases}, to look at; safe for any number of threads. */
public sealed class StoredReleases permits ReleaseRegistry {
  private final RegistryDatabase database;

  public StoredReleases(DataSource database) {
    this(new RegistryDatabase(database));
  }

  StoredReleases(RegistryDatabase database) {
    this.database = database;
  }

  final RegistryDatabase database() {
    return database;
  }

  /** All releases, the newest first. */
  public final List<Release> list() {
    return read("listed", ReleaseTable::all);
  }

  /**
   * @throws UnknownReleaseException if there is none
   */
  public final Release show(String releaseId) {
    return read("shown", table -> table.get(releaseId));
  }

  /** The schedule: live releases by activation, the last first. */
  public final List<Release> live() {
    return read("listed", ReleaseTable::live);
  }

  /** The release that decides at an event time: of the live ones, as the jobs choose it. */
  public final Optional<Release> decidingAt(Instant eventTime) {
    List<Release> live = live();
    Optional<Release> active =
        live.stream()
            .filter(release -> !release.activeFrom().orElseThrow().isAfter(eventTime))
            .findFirst();
    return active.isPresent() || live.isEmpty() ? active : Optional.of(live.get(live.size() - 1));
  }

  /** The folder of a release as it was stored, as a zip. */
  public final byte[] sources(String releaseId) {
    return read("read", table -> table.content(releaseId, "sources"));
  }

  /** The compiled release, as a job loads it. */
  public final byte[] bundle(String releaseId) {
    return read("read", table -> table.content(releaseId, "bundle"));
  }

  /**
   * What a release looks for; nothing of it is executed.
   *
   * @throws RegistryException if this version cannot read its bundle
   */
  public final ReleaseDefinition definition(String releaseId) {
    try {
      return BundleDefinition.of(bundle(releaseId));
    } catch (InvalidBundleException e) {
      throw new RegistryException(
          "the bundle of release %s cannot be read: %s".formatted(releaseId, e.getMessage()), e);
    }
  }

  private interface Reading<T> {
    T of(ReleaseTable table) throws SQLException;
  }

  private <T> T read(String done, Reading<T> reading) {
    return database.read(
        "no release was " + done, connection -> reading.of(new ReleaseTable(connection)));
  }
}
