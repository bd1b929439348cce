package io.harrier.faults;

import java.sql.Connection;
import java.sql.ResultSet;
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

  /** More log is written than PostgreSQL keeps for slots. */
  OVERRUN {
    @Override
    void happen(Statement database) throws SQLException {
      for (int written = 0; !isLost(database); written++) {
        if (written == MOST_SEGMENTS) {
          throw new IllegalStateException("the slot keeps all of so much log");
        }
        database.execute("select pg_logical_emit_message(true, 'filler', 'x')");
        database.execute("select pg_switch_wal()");
        if (written % SEGMENTS_A_CHECKPOINT == 0) {
          database.execute("checkpoint");
        }
      }
    }
  };

  /** Of 16 MB each: twice of what the platform's server keeps. */
  private static final int MOST_SEGMENTS = 256;

  private static final int SEGMENTS_A_CHECKPOINT = 16;

  private static boolean isLost(Statement database) throws SQLException {
    try (ResultSet slots =
        database.executeQuery("select bool_and(wal_status = 'lost') from pg_replication_slots")) {
      return slots.next() && slots.getBoolean(1);
    }
  }

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
