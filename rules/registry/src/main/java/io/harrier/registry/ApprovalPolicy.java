package io.harrier.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether what is published needs a second person. That is for whoever runs the platform to say,
 * not for those who publish: the application's role may read it and no more, and a change needs the
 * rights of the schema's owner.
 */
public final class ApprovalPolicy {
  private final DataSource database;

  /**
   * @param database whose login owns the schema, to change the policy
   */
  public ApprovalPolicy(DataSource database) {
    this.database = database;
  }

  /** Who approves by itself; empty where four eyes are asked for. */
  public Optional<String> automaticApprover() {
    return one("select automatic_approver from fraud.approval_policy");
  }

  /** Whether anybody has chosen a policy; before that four eyes are asked for. */
  public boolean isChosen() {
    return one("select set_by from fraud.approval_policy").isPresent();
  }

  /** Asks for four eyes from now on; what was approved automatically is approved no more. */
  public void requireFourEyes(String actor) {
    set(null, actor);
  }

  /** Approves whatever is published in the name of {@code approver}. For trials. */
  public void approveAutomatically(String approver, String actor) {
    set(approver, actor);
  }

  private void set(String approver, String actor) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        execute(connection, "select set_config('harrier.actor', ?, true)", actor);
        execute(
            connection,
            "insert into fraud.approval_policy (automatic_approver)"
                + " select null where not exists (select from fraud.approval_policy)");
        execute(connection, "update fraud.approval_policy set automatic_approver = ?", approver);
        connection.commit();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failed("the approval policy was not changed", e);
    }
  }

  private static void execute(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private Optional<String> one(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw failed("the approval policy was not read", e);
    }
  }

  private static RegistryException failed(String what, SQLException e) {
    return new RegistryException("%s, the database refused: %s".formatted(what, e.getMessage()), e);
  }
}
