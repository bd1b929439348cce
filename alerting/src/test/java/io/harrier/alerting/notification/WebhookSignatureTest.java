package io.harrier.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  /** printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret */
  @Test
  void isTheHmacOfTimestampAndBody() {
    assertThat(
            WebhookSignature.of(
                "secret", 1_700_000_000L, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
  }
}
