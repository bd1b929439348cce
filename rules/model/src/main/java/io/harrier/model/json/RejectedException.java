package io.harrier.model.json;

import io.harrier.model.RejectReason;
import java.util.Objects;

/** A record that is not a valid transaction: why, and what exactly was wrong. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * @param detail names the field and what was wrong with it; never quotes a card number
   */
  public RejectedException(RejectReason reason, String detail) {
    // Bad input is ordinary: no stack trace, which would cost more than the decoding.
    super(detail, null, false, false);
    this.reason = Objects.requireNonNull(reason);
  }

  public RejectReason reason() {
    return reason;
  }
}
