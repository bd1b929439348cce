package io.harrier.registry.lists;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.registry.RegistryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Adds, removes and shows who and what is allowed, blocked or watched. Needs nothing but Postgres;
 * change data capture takes it to the running job.
 */
public final class ListRegistry {
  private static final String CHECK_VIOLATION = "23514";

  /** A value as the table's trigger would write it. */
  private static final String NORMALISED =
      "case ?::text when 'IP_PREFIX' then fraud.ip_prefix(?) when 'COUNTRY' then upper(btrim(?))"
          + " else btrim(?) end";

  private static final String COLUMNS =
      "list, kind, value, reason, expires_at, version, added_by, added_at, updated_at";

  private final DataSource database;

  /**
   * @param database that holds the schema {@code fraud}
   */
  public ListRegistry(DataSource database) {
    this.database = database;
  }

  /**
   * Lists a value; one that is listed already gets the new reason and expiry.
   *
   * @param expiresAt the event time from which on it counts no more
   * @param actor who does it
   * @throws InvalidEntryException if the value is none of its kind
   */
  public RegisteredEntry add(
      EntityList list,
      EntityKind kind,
      String value,
      Optional<String> reason,
      Optional<Instant> expiresAt,
      String actor) {
    String sql =
        "insert into fraud.entity_lists (list, kind, value, reason, expires_at, added_by)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (list, kind, value) do update"
            + " set reason = excluded.reason, expires_at = excluded.expires_at,"
            + " added_by = excluded.added_by returning "
            + COLUMNS;
    return execute(
            value,
            sql,
            list.name(),
            kind.name(),
            value,
            reason.orElse(null),
            expiresAt.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
            actor)
        .get(0);
  }

  /**
   * Takes a value off a list.
   *
   * @return what stood there, if anything did
   * @throws InvalidEntryException if the value is none of its kind
   */
  public Optional<RegisteredEntry> remove(EntityList list, EntityKind kind, String value) {
    String sql =
        "delete from fraud.entity_lists where list = ? and kind = ? and value = "
            + NORMALISED
            + " returning "
            + COLUMNS;
    return execute(value, sql, list.name(), kind.name(), kind.name(), value, value, value).stream()
        .findFirst();
  }

  /**
   * The entries, expired ones too, by list, kind and value.
   *
   * @param list empty for all
   * @param kind empty for all
   */
  public List<RegisteredEntry> show(Optional<EntityList> list, Optional<EntityKind> kind) {
    String listName = list.map(EntityList::name).orElse(null);
    String kindName = kind.map(EntityKind::name).orElse(null);
    String sql =
        "select "
            + COLUMNS
            + " from fraud.entity_lists where list = coalesce(?, list) and kind = coalesce(?, kind)"
            + " order by list, kind, value";
    return execute("", sql, listName, kindName);
  }

  private List<RegisteredEntry> execute(String value, String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<RegisteredEntry> entries = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
      return entries;
    } catch (SQLException e) {
      if (CHECK_VIOLATION.equals(e.getSQLState()) && e instanceof PSQLException refused) {
        throw new InvalidEntryException(explanation(value, refused), e);
      }
      throw new RegistryException("the lists in Postgres cannot be reached: " + e.getMessage(), e);
    }
  }

  private static String explanation(String value, PSQLException refused) {
    ServerErrorMessage message = refused.getServerErrorMessage();
    if (message == null) {
      return refused.getMessage();
    }
    String constraint = message.getConstraint() == null ? "" : message.getConstraint();
    return switch (constraint) {
      case "entity_lists_country_check" ->
          "\"%s\" is no country: write two letters of ISO 3166-1, such as GB".formatted(value);
      case "entity_lists_value_check" ->
          "\"%s\" cannot be listed: a value has 1 to 128 characters, of a user at most 64, none of them a control character"
              .formatted(value);
      case "entity_lists_reason_check" -> "a reason has 1 to 500 characters";
      case "entity_lists_added_by_check" -> "a name has 1 to 100 characters";
      default -> message.getMessage() + (message.getHint() == null ? "" : ". " + message.getHint());
    };
  }

  private static RegisteredEntry entry(ResultSet row) throws SQLException {
    return new RegisteredEntry(
        EntityList.valueOf(row.getString("list")),
        EntityKind.valueOf(row.getString("kind")),
        row.getString("value"),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getLong("version"),
        row.getString("added_by"),
        row.getObject("added_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
