package io.harrier.registry;

import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code fraud.releases}, within one transaction. */
final class ReleaseTable {
  private static final String COLUMNS =
      "release_id, name, version, state, active_from, content_hash, author, approver, description,"
          + " created_at, updated_at, canary_percent, disabled_rules,"
          + " signature is not null and length(signature) > 0 as signed";
  private static final String SELECT = "select " + COLUMNS + " from fraud.releases ";

  private final Connection connection;

  ReleaseTable(Connection connection) {
    this.connection = connection;
  }

  /** The database's time, by which releases are {@linkplain Release#createdAt created}. */
  Instant now() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** Newest first. */
  List<Release> all() throws SQLException {
    return select(SELECT + "order by created_at desc, name, version desc");
  }

  /** The schedule: by activation, newest first. */
  List<Release> live() throws SQLException {
    return select(SELECT + "where state = 'LIVE' order by active_from desc, created_at desc");
  }

  /**
   * What is or was live, by activation, the oldest first. A retired release may never have decided:
   * it was taken out before its time, or a release was scheduled before it.
   */
  List<Release> everLive() throws SQLException {
    return select(
        SELECT
            + "r where state = 'LIVE' or (state = 'RETIRED' and active_from is not null and exists ("
            + "select from fraud.audit_log a where a.release_id = r.release_id and a.action = 'LIVE'))"
            + " order by active_from, created_at");
  }

  /** What a job may load, and of those that wait what it does load. */
  List<Release> loadable() throws SQLException {
    List<Release> loadable =
        select(SELECT + "where state in ('SHADOW', 'CANARY', 'LIVE') order by created_at, version");
    loadable.addAll(
        select(
            SELECT
                + "where state = 'VALIDATED' order by created_at desc, version desc limit "
                + PublishedRelease.LOADED_AHEAD));
    return loadable;
  }

  /** The one in a state of which there is at most one. */
  Optional<Release> only(ReleaseState state) throws SQLException {
    return select(SELECT + "where state = ?", state.name()).stream().findFirst();
  }

  /** What this author stored before with this content, and nobody has let go on yet. */
  Optional<Release> waiting(String name, String contentHash, String author) throws SQLException {
    return select(
            SELECT
                + "where state = 'VALIDATED' and name = ? and content_hash = ? and author = ?"
                + " order by version desc",
            name,
            contentHash,
            author)
        .stream()
        .findFirst();
  }

  Release get(String releaseId) throws SQLException {
    List<Release> found = select(SELECT + "where release_id = ?", releaseId);
    if (found.isEmpty()) {
      throw new UnknownReleaseException(releaseId);
    }
    return found.get(0);
  }

  /** The bytes in a column of a release. */
  byte[] content(String releaseId, String column) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select " + column + " from fraud.releases where release_id = ?")) {
      statement.setString(1, releaseId);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UnknownReleaseException(releaseId);
        }
        return rows.getBytes(1);
      }
    }
  }

  /** The version that a release of this name has if it is stored next. */
  int nextVersion(String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select coalesce(max(version), 0) + 1 from fraud.releases where name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /**
   * Stores content as a version of its name, validated.
   *
   * @param signature {@code null} where nobody signs
   */
  Release insert(
      String name,
      int version,
      String description,
      String contentHash,
      byte[] bundle,
      byte[] sources,
      String author,
      byte[] signature)
      throws SQLException {
    String releaseId = Release.id(name, version);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into fraud.releases (release_id, name, version, state, content_hash, bundle,"
                + " sources, author, description, signature)"
                + " values (?, ?, ?, 'VALIDATED', ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, releaseId);
      statement.setString(2, name);
      statement.setInt(3, version);
      statement.setString(4, contentHash);
      statement.setBytes(5, bundle);
      statement.setBytes(6, sources);
      statement.setString(7, author);
      statement.setString(8, description);
      statement.setBytes(9, signature);
      statement.executeUpdate();
    }
    return get(releaseId);
  }

  /**
   * Moves a release on.
   *
   * @param signature {@code null} where nobody signs
   */
  Release move(
      String releaseId, ReleaseState state, Instant activeFrom, int canaryPercent, byte[] signature)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fraud.releases set state = ?, active_from = ?, canary_percent = ?,"
                + " signature = ? where release_id = ?")) {
      statement.setString(1, state.name());
      statement.setObject(2, OffsetDateTime.ofInstant(activeFrom, ZoneOffset.UTC));
      statement.setInt(3, canaryPercent);
      statement.setBytes(4, signature);
      statement.setString(5, releaseId);
      statement.executeUpdate();
    }
    return get(releaseId);
  }

  Release sign(String releaseId, byte[] signature) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fraud.releases set signature = ? where release_id = ?")) {
      statement.setBytes(1, signature);
      statement.setString(2, releaseId);
      statement.executeUpdate();
    }
    return get(releaseId);
  }

  void retire(String releaseId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update fraud.releases set state = 'RETIRED' where release_id = ?")) {
      statement.setString(1, releaseId);
      statement.executeUpdate();
    }
  }

  private List<Release> select(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<Release> releases = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          releases.add(release(rows));
        }
      }
      return releases;
    }
  }

  private static Release release(ResultSet row) throws SQLException {
    return new Release(
        row.getString("release_id"),
        row.getString("name"),
        row.getInt("version"),
        ReleaseState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getObject("active_from", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getString("content_hash"),
        Optional.ofNullable(row.getString("author")).orElse(""),
        Optional.ofNullable(row.getString("approver")),
        Optional.ofNullable(row.getString("description")).orElse(""),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getInt("canary_percent"),
        List.of((String[]) row.getArray("disabled_rules").getArray()),
        row.getBoolean("signed"));
  }
}
