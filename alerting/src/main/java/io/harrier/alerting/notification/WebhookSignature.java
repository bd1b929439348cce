package io.harrier.alerting.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the receiver that a notification comes from Harrier and is fresh: HMAC-SHA256 (RFC
 * 2104), keyed with the shared secret, over the timestamp, a full stop, and the body.
 */
public final class WebhookSignature {
  /** When the request was signed, seconds since the epoch. */
  public static final String TIMESTAMP_HEADER = "Harrier-Timestamp";

  /** {@code sha256=} and the code in lower-case hex. */
  public static final String SIGNATURE_HEADER = "Harrier-Signature";

  /** The same for every attempt to deliver the same notification. */
  public static final String IDEMPOTENCY_HEADER = "Idempotency-Key";

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /** The value of {@link #SIGNATURE_HEADER}. */
  public static String of(String secret, long timestampSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
