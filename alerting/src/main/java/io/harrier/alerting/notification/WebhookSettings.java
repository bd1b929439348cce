package io.harrier.alerting.notification;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Who is told about new cases.
 *
 * @param url receives a POST for each
 * @param secret signs every request; see {@link WebhookSignature}
 * @param timeout of one attempt
 * @param giveUpAfter an undelivered notification is retried for this long, then given up and
 *     counted
 * @param maxPending notifications held while they cannot be delivered; beyond it new ones are given
 *     up and counted
 */
public record WebhookSettings(
    URI url, String secret, Duration timeout, Duration giveUpAfter, int maxPending)
    implements Serializable {

  @Override
  public String toString() {
    return "WebhookSettings[timeout=%s, giveUpAfter=%s, maxPending=%d]"
        .formatted(timeout, giveUpAfter, maxPending);
  }
}
