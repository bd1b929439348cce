package io.harrier.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.engine.evaluate.Explanation.FeatureValue;
import io.harrier.engine.evaluate.RememberedUser;
import io.harrier.engine.sequence.OpenSequence;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/**
 * What the job remembers of a user, for people and for programs.
 *
 * @param release by whose features and sequences it is read
 * @param risk the user's score, or {@code null}
 * @param held how many of the user's transactions wait until the job is ready
 */
public record UserReport(
    String userId, String release, RememberedUser user, RiskScore risk, int held) {

  public String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "%s", userId);
    line(text, "  newest transaction  %s", time(user.newestEventTime()));
    line(text, "  remembered exactly  %d transactions", user.transactions());
    line(text, "  as seen by          %s", release);
    if (risk != null) {
      line(text, "  risk score          %s, version %d", risk.score(), risk.version());
    }
    if (held > 0) {
      line(text, "  held                %d transactions, until the job is ready", held);
    }
    line(text, "\nwindows, as of the newest transaction%s", none(user.features().isEmpty()));
    int width = user.features().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (FeatureValue feature : user.features()) {
      line(text, "  %-" + width + "s  %s%s", feature.name(), value(feature), bound(feature));
    }
    line(text, "\nopen sessions%s", none(user.sessions().isEmpty()));
    for (ClosedSession session : user.sessions()) {
      line(
          text,
          "  since %s, last %s: %d transactions, %d declined%s",
          time(session.start()),
          time(session.end()),
          session.count(),
          session.declined(),
          session.currency() == null
              ? ""
              : ", " + session.amount().toPlainString() + " " + session.currency());
    }
    line(text, "\nopen sequences%s", none(user.sequences().isEmpty()));
    for (OpenSequence sequence : user.sequences()) {
      line(
          text,
          "  %s  since %s, at step %d of %d (mark %s), until %s",
          sequence.pattern().id(),
          time(sequence.startedAt()),
          sequence.step() + 1,
          sequence.pattern().steps().size(),
          sequence.awaited().mark(),
          time(sequence.endsAt()));
    }
    return text.toString();
  }

  public ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("userId", userId);
    if (user.newestEventTime() != Long.MIN_VALUE) {
      json.put("newestEventTime", user.newestEventTime());
    }
    json.put("transactions", user.transactions());
    json.put("held", held);
    json.put("release", release);
    if (risk != null) {
      json.putObject("risk").put("score", risk.score()).put("version", risk.version());
    }
    ArrayNode features = json.putArray("features");
    for (FeatureValue feature : user.features()) {
      features
          .addObject()
          .put("name", feature.name())
          .put("errorBound", feature.errorBound())
          .putPOJO("value", feature.value());
    }
    ArrayNode sessions = json.putArray("openSessions");
    for (ClosedSession session : user.sessions()) {
      sessions
          .addObject()
          .put("start", session.start())
          .put("end", session.end())
          .put("count", session.count())
          .put("declined", session.declined())
          .put("amount", session.amount())
          .put("currency", session.currency());
    }
    ArrayNode sequences = json.putArray("openSequences");
    for (OpenSequence sequence : user.sequences()) {
      sequences
          .addObject()
          .put("patternId", sequence.pattern().id())
          .put("step", sequence.step() + 1)
          .put("mark", sequence.awaited().mark())
          .put("startedAt", sequence.startedAt())
          .put("endsAt", sequence.endsAt());
    }
    return json;
  }

  private static String time(long epochMillis) {
    return epochMillis == Long.MIN_VALUE ? "none" : Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String none(boolean isEmpty) {
    return isEmpty ? ": none" : "";
  }

  private static String value(FeatureValue feature) {
    return feature.value() == null
        ? "absent"
        : feature.value() instanceof BigDecimal number
            ? number.toPlainString()
            : feature.value().toString();
  }

  private static String bound(FeatureValue feature) {
    if (feature.errorBound() == 0) {
      return "";
    }
    return feature.errorBound() == FeatureValues.UNBOUNDED
        ? "  (cold: the window reaches back beyond what is remembered)"
        : "  (give or take " + feature.errorBound() + ")";
  }

  /** What came from outside must not break a line. */
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(
            String.format(Locale.ROOT, format, arguments).replaceAll("[\\p{Cntrl}&&[^\\n]]", " "))
        .append('\n');
  }
}
