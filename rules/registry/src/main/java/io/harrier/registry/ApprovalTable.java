package io.harrier.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code fraud.approvals}, within one transaction. Its triggers decide what is valid. */
final class ApprovalTable {
  private final Connection connection;

  ApprovalTable(Connection connection) {
    this.connection = connection;
  }

  /** Who has approved what this release holds, other than its author. */
  Optional<String> approverOf(Release release) throws SQLException {
    return text("select fraud.approver_of(?, ?)", release.contentHash(), release.author());
  }

  /** As {@link #approverOf}; where nobody has and the policy says so, the platform approves. */
  Optional<String> obtain(Release release) throws SQLException {
    Optional<String> approver = approverOf(release);
    if (approver.isPresent()) {
      return approver;
    }
    Optional<String> automatic =
        text("select automatic_approver from fraud.approval_policy")
            .filter(name -> !name.equalsIgnoreCase(release.author()));
    if (automatic.isPresent()) {
      insert(release, release.contentHash(), automatic.get(), true, "automatically");
    }
    return automatic;
  }

  /** Approving again what one has approved changes nothing. */
  void insert(
      Release release, String contentHash, String approver, boolean automatic, String comment)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into fraud.approvals (release_id, content_hash, approver, automatic, comment)"
                + " values (?, ?, ?, ?, ?) on conflict on constraint approvals_key do nothing")) {
      statement.setString(1, release.releaseId());
      statement.setString(2, contentHash);
      statement.setString(3, approver.strip());
      statement.setBoolean(4, automatic);
      statement.setString(5, comment);
      statement.executeUpdate();
    }
  }

  /** Of this release's content, the oldest first; of its earlier drafts too. */
  List<Approval> of(Release release) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select release_id, content_hash, approver, automatic, comment, at from fraud.approvals"
                + " where content_hash = ? or release_id = ? order by approval_id")) {
      statement.setString(1, release.contentHash());
      statement.setString(2, release.releaseId());
      List<Approval> approvals = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          approvals.add(
              new Approval(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getBoolean(4),
                  Optional.ofNullable(rows.getString(5)),
                  rows.getObject(6, OffsetDateTime.class).toInstant()));
        }
      }
      return approvals;
    }
  }

  private Optional<String> text(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
      }
    }
  }
}
