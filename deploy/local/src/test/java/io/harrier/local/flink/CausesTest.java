package io.harrier.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final String TRACE =
      """
      [org.example.HandlerException: Could not execute application.
      \tat org.example.Handler.handle(Handler.java:114)
      Caused by: java.util.concurrent.CompletionException: could not
      \t... 1 more
      Caused by: java.net.SocketException: Broken pipe
      \t... 28 more
      ]""";

  @Test
  void theInnermostCauseIsNamed() {
    assertThat(Causes.root(new IllegalStateException("outer", new IOException("disk full"))))
        .isEqualTo("IOException: disk full");
    assertThat(Causes.root(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void ofAnotherProcessToo() {
    assertThat(Causes.root(new RuntimeException(new IOException(TRACE))))
        .isEqualTo("java.net.SocketException: Broken pipe");
    assertThat(Causes.rootOfTrace("java.lang.Error: no cause\n\tat a.B.c(B.java:1)"))
        .isEqualTo("java.lang.Error: no cause");
  }
}
