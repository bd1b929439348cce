package io.harrier.alerting.casework;

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

/**
 * How often each rule is right: what analysts conclude of cases, brought back to the rules whose
 * alerts are in them. Counted anew whenever it is asked for, so a case that is reopened, or closed
 * otherwise, counts as it stands. Safe for any number of threads.
 */
public final class RulePrecisions {
  // Alerts and cases are written independently: one whose case is not there yet is open.
  private static final String COUNT =
      """
      with judged as (
        select a.rule_id, a.case_id, a.suppressed,
          div(extract(epoch from ?::timestamptz - a.event_time) * 1000, ?)::integer as period,
          case
            when c.status is distinct from 'CLOSED' then 'OPEN'
            else coalesce(c.disposition, 'UNDECIDED')
          end as judgement
        from fraud.alerts a left join fraud.cases c on c.case_id = a.case_id
        where a.event_time > ? and a.event_time <= ? and (?::text is null or a.release = ?)
      )
      select rule_id, period,
        count(*) filter (where not suppressed and judgement = 'FRAUD') as fraud,
        count(*) filter (where not suppressed and judgement = 'LEGITIMATE') as legitimate,
        count(*) filter (where not suppressed and judgement = 'UNDECIDED') as undecided,
        count(*) filter (where not suppressed and judgement = 'OPEN') as open,
        count(distinct case_id) filter (where not suppressed and judgement = 'FRAUD') as fraud_cases,
        count(distinct case_id) filter (where not suppressed and judgement = 'LEGITIMATE') as legitimate_cases,
        count(distinct case_id) filter (where not suppressed and judgement = 'UNDECIDED') as undecided_cases,
        count(distinct case_id) filter (where not suppressed and judgement = 'OPEN') as open_cases,
        count(*) filter (where suppressed) as suppressed
      from judged
      group by rule_id, period
      order by rule_id, period
      """;
  private static final String NEWEST =
      "select max(event_time) from fraud.alerts where ?::text is null or release = ?";

  private final DataSource database;

  public RulePrecisions(DataSource database) {
    this.database = database;
  }

  /**
   * Of every rule and every period in which it has raised an alert; by rule, the newest period
   * first.
   *
   * @param release {@code name@version}, to count only what it has raised; empty for all: most
   *     versions of a release change few of its rules
   * @throws CaseStoreException if the database refuses
   */
  public List<RulePrecision> of(PrecisionPeriods periods, Optional<String> release) {
    return ask(
        "Counting how cases were closed",
        COUNT,
        query -> {
          query.setObject(1, utc(periods.until()));
          query.setLong(2, periods.length().toMillis());
          query.setObject(3, utc(periods.from(periods.count() - 1)));
          query.setObject(4, utc(periods.until()));
          query.setString(5, release.orElse(null));
          query.setString(6, release.orElse(null));
          List<RulePrecision> precisions = new ArrayList<>();
          try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
              precisions.add(precision(periods, row));
            }
          }
          return precisions;
        });
  }

  /** Event time of the newest alert; empty when there is none. */
  public Optional<Instant> newestAlert(Optional<String> release) {
    return ask(
        "Reading the newest alert",
        NEWEST,
        query -> {
          query.setString(1, release.orElse(null));
          query.setString(2, release.orElse(null));
          try (ResultSet row = query.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
          }
        });
  }

  private static RulePrecision precision(PrecisionPeriods periods, ResultSet row)
      throws SQLException {
    int period = row.getInt("period");
    return new RulePrecision(
        row.getString("rule_id"),
        periods.from(period),
        periods.to(period),
        new Judgements(
            row.getLong("fraud"),
            row.getLong("legitimate"),
            row.getLong("undecided"),
            row.getLong("open")),
        new Judgements(
            row.getLong("fraud_cases"),
            row.getLong("legitimate_cases"),
            row.getLong("undecided_cases"),
            row.getLong("open_cases")),
        row.getLong("suppressed"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private interface Question<T> {
    T of(PreparedStatement query) throws SQLException;
  }

  private <T> T ask(String attempt, String sql, Question<T> question) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      return question.of(query);
    } catch (SQLException e) {
      throw new CaseStoreException(attempt, e);
    }
  }
}
