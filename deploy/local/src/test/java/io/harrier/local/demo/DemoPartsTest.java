package io.harrier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.RejectReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartsTest {
  @Test
  void emissionTimesForgetTheOldest() {
    EmissionTimes times = new EmissionTimes(2);
    times.sent("a", 1);
    times.sent("b", 2);
    times.sent("c", 3);

    assertThat(times.of("a")).isEmpty();
    assertThat(times.of("b")).hasValue(2);
    assertThat(times.of("c")).hasValue(3);
  }

  @Test
  void aRepeatedTransactionWasSentTheFirstTime() {
    EmissionTimes times = new EmissionTimes(2);
    times.sent("a", 1);
    times.sent("a", 9);

    assertThat(times.of("a")).hasValue(1);
  }

  @Test
  void everyMalformedRecordMustBeRejectedByItsReason() {
    Map<RejectReason, Long> sent = Map.of(RejectReason.BAD_UTF8, 2L, RejectReason.BROKEN_JSON, 1L);

    assertThat(DemoReport.unaccounted(sent, sent)).isEmpty();
    assertThat(
            DemoReport.unaccounted(
                sent, Map.of(RejectReason.BAD_UTF8, 1L, RejectReason.TOO_LARGE, 1L)))
        .containsExactly(
            "0 records were malformed as TOO_LARGE, and 1 rejected",
            "2 records were malformed as BAD_UTF8, and 1 rejected",
            "1 records were malformed as BROKEN_JSON, and 0 rejected");
  }

  @Test
  void aDemoUsesTheUsualDirectoryOnlyWhileItIsNew(@TempDir Path here) throws Exception {
    assertThat(DemoSession.directory(null, here).root()).isEqualTo(here.resolve(".harrier"));

    Files.createDirectories(here.resolve(".harrier"));
    Files.writeString(here.resolve(".harrier/harrier.json"), "{}");
    Files.createDirectories(here.resolve(".harrier-demo/old"));

    assertThat(DemoSession.directory(null, here).root()).isEqualTo(here.resolve(".harrier-demo"));
    assertThat(here.resolve(".harrier-demo/old")).doesNotExist();
  }

  @Test
  void terminalSizesAreNeverSmallerThanSupported() {
    assertThat(TerminalScreen.parse("50 132")).isEqualTo(new TerminalScreen.Size(132, 50));
    assertThat(TerminalScreen.parse("10 40")).isEqualTo(new TerminalScreen.Size(80, 24));
    assertThat(TerminalScreen.parse("no tty")).isEqualTo(new TerminalScreen.Size(80, 24));
  }
}
