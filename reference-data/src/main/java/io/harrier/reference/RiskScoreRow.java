package io.harrier.reference;

import io.harrier.model.RiskScore;
import io.harrier.model.json.RiskScoreJson;
import org.apache.kafka.connect.data.Struct;

/** A row of {@code fraud.risk_scores}. */
final class RiskScoreRow {
  private RiskScoreRow() {}

  static byte[] encode(Struct row, long position) {
    return RiskScoreJson.encode(
        new RiskScore(
            row.getString("user_id"),
            row.getFloat64("score"),
            row.getString("reason"),
            row.getInt64("version"),
            Timestamps.epochMillis(row.getString("updated_at")),
            position));
  }
}
