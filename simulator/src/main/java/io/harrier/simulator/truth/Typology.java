package io.harrier.simulator.truth;

import java.util.Locale;

/** The kinds of fraud that the simulator can play. */
public enum Typology {
  CARD_TESTING,
  VELOCITY_BURST,
  ACCOUNT_TAKEOVER,
  IMPOSSIBLE_TRAVEL,
  DORMANT_AWAKENING,
  BUST_OUT,
  MULE,
  STRUCTURING,
  TERMINAL_COMPROMISE,
  NIGHT_SPREE,
  HIGH_RISK_USER,
  REFUND_ABUSE;

  /** As people read it: {@code card testing}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
