package io.harrier.registry;

import io.harrier.registry.RuleSwitch.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Single rules and sequences of a release, switched off and on. Off goes at once and by anyone: a
 * rule that stops good customers must not wait for a meeting. On takes two: one asks, another
 * agrees. Nothing is compiled or signed for it.
 */
public final class RuleSwitches {
  private final RegistryDatabase database;
  private final StoredReleases releases;

  public RuleSwitches(DataSource database) {
    this.database = new RegistryDatabase(database);
    this.releases = new StoredReleases(database);
  }

  /**
   * Switches a rule off.
   *
   * @throws RefusedException if the release has no such rule, or it is off already
   */
  public Release disable(String releaseId, String ruleId, String actor, Optional<String> reason) {
    requireKnown(releaseId, ruleId);
    return insert("switched off", releaseId, ruleId, Action.DISABLED, actor, reason);
  }

  /**
   * Asks for a rule to be switched on. Where the platform approves by itself it is on at once.
   *
   * @throws RefusedException if it is not off
   */
  public Release requestEnable(
      String releaseId, String ruleId, String actor, Optional<String> reason) {
    Release asked = insert("asked for", releaseId, ruleId, Action.ENABLE_REQUESTED, actor, reason);
    Optional<String> automatic =
        database.read("no policy was read", RuleSwitches::automaticApprover);
    return automatic.isPresent()
        ? approveEnable(releaseId, ruleId, automatic.get(), Optional.of("automatically"))
        : asked;
  }

  /**
   * Switches a rule on that another has asked for.
   *
   * @throws RefusedException if nobody has, or the same person
   */
  public Release approveEnable(
      String releaseId, String ruleId, String approver, Optional<String> reason) {
    return insert("switched on", releaseId, ruleId, Action.ENABLED, approver, reason);
  }

  /** What was switched in a release, the first first. */
  public List<RuleSwitch> history(String releaseId) {
    return database.read("no switch was read", connection -> history(connection, releaseId));
  }

  private Release insert(
      String done,
      String releaseId,
      String ruleId,
      Action action,
      String actor,
      Optional<String> reason) {
    return database.write(
        "no rule was " + done,
        actor,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into fraud.rule_switches (release_id, rule_id, action, actor, reason)"
                      + " values (?, ?, ?, ?, ?)")) {
            statement.setString(1, releaseId);
            statement.setString(2, ruleId);
            statement.setString(3, action.name());
            statement.setString(4, actor.strip());
            statement.setString(5, reason.orElse(null));
            statement.executeUpdate();
          }
          return new ReleaseTable(connection).get(releaseId);
        });
  }

  private void requireKnown(String releaseId, String ruleId) {
    Set<String> known = new TreeSet<>(releases.definition(releaseId).ruleIds());
    if (!known.contains(ruleId)) {
      throw new RefusedException(
          "release %s has no rule %s; it has %s"
              .formatted(releaseId, ruleId, String.join(", ", known)));
    }
  }

  private static Optional<String> automaticApprover(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select automatic_approver from fraud.approval_policy");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  private static List<RuleSwitch> history(Connection connection, String releaseId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select rule_id, action, actor, reason, at from fraud.rule_switches"
                + " where release_id = ? order by switch_id")) {
      statement.setString(1, releaseId);
      List<RuleSwitch> history = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          history.add(
              new RuleSwitch(
                  releaseId,
                  rows.getString(1),
                  Action.valueOf(rows.getString(2)),
                  rows.getString(3),
                  Optional.ofNullable(rows.getString(4)),
                  rows.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
      return history;
    }
  }
}
