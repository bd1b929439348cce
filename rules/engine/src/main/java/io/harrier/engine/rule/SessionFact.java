package io.harrier.engine.rule;

import io.harrier.engine.session.ClosedSession;
import io.harrier.model.RiskScore;
import java.math.BigDecimal;

/** A closed session with its user's risk, as compiled rules see it. Reused. */
public final class SessionFact extends RuleFact {
  private ClosedSession session;

  SessionFact(RuleConstants constants) {
    super(constants);
  }

  void set(ClosedSession newSession, RiskScore risk) {
    reset(risk);
    session = newSession;
  }

  public long getStart() {
    return session.start();
  }

  public long getEnd() {
    return session.end();
  }

  public long getDurationSeconds() {
    return session.durationSeconds();
  }

  public long getCount() {
    return session.count();
  }

  public long getDeclined() {
    return session.declined();
  }

  public BigDecimal getAmount() {
    return session.amount();
  }

  public String getCurrency() {
    return session.currency();
  }

  public long getMerchants() {
    return session.merchants();
  }

  public long getCountries() {
    return session.countries();
  }
}
