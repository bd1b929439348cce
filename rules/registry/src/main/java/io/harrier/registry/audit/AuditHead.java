package io.harrier.registry.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the chain at some moment. Noted where the database's administrators cannot write, it
 * proves later that nothing up to there was rewritten.
 */
public record AuditHead(long seq, String hash) {
  /** What the first record continues. */
  static final AuditHead START = new AuditHead(0, "0".repeat(64));

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  /**
   * Reads what {@link #toString} prints.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static AuditHead parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not the end of an audit: it is NUMBER:HASH, as audit verify prints it");
    }
    return new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
