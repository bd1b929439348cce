package io.harrier.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How capture's replication slot loses what it has not read, while nobody reads from it. */
public enum SlotLoss {
  /** As an administrator does to whom an idle slot looks like a forgotten one. */
  DROPPED {
    @Override
    void happen(Statement database) throws SQLException {
      database.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }
  },

  /** To the end of the log, past changes that were not read. */
  ADVANCED {
    @Override
    void happen(Statement database) throws SQLException {
      database.execute(
          "select pg_replication_slot_advance(slot_name, pg_current_wal_lsn())"
              + " from pg_replication_slots");
    }
  },

  /** More log was written than PostgreSQL is told to keep for slots. */
  OVERRUN {
    @Override
    void happen(Statement database) throws SQLException {
      database.execute("alter system set max_slot_wal_keep_size = '1MB'");
      database.execute("select pg_reload_conf()");
      for (int i = 0; i < SEGMENTS; i++) {
        database.execute("select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))");
        database.execute("select pg_switch_wal()");
      }
      database.execute("checkpoint");
      database.execute("alter system reset max_slot_wal_keep_size");
      database.execute("select pg_reload_conf()");
    }
  };

  private static final int SEGMENTS = 4;

  abstract void happen(Statement database) throws SQLException;

  /**
   * @throws SQLException if the slot is in use, among others
   */
  public void happen(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      happen(statement);
    }
  }
}
