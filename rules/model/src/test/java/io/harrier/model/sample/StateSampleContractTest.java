package io.harrier.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format whose version 1 held one byte, and whose version 2 holds another one behind it. */
class StateSampleContractTest {
  @TempDir Path directory;

  @BeforeEach
  void keepVersion1() throws IOException {
    Files.createDirectories(directory.resolve("pair"));
    Files.writeString(directory.resolve("pair/1.properties"), "seven=07\n");
  }

  @Test
  void acceptsWhatIsWrittenAsBefore() {
    assertThatCode(() -> check(sample("1", bytes(7)))).doesNotThrowAnyException();
  }

  @Test
  void refusesAChangeWithoutANewVersion() {
    assertThatThrownBy(() -> check(sample("1", bytes(8))))
        .hasMessageContaining("Raise the version")
        .hasMessageContaining("-Dharrier.state.write=true");
  }

  @Test
  void refusesANewVersionWithoutASample() {
    assertThatThrownBy(() -> check(sample("2", bytes(7, 0))))
        .hasMessageContaining("nothing is kept of pair 2 seven");
  }

  @Test
  void readsEarlierVersions() throws IOException {
    StateSample extended = sample("2", bytes(7, 1)).whenReadFrom("1", bytes(7, 0));
    new KeptSamples(directory).add(extended);

    assertThatCode(() -> check(extended)).doesNotThrowAnyException();
    assertThat(directory.resolve("pair/2.properties")).hasContent("seven=0701");
  }

  @Test
  void refusesAnEarlierVersionThatIsReadAsSomethingElse() throws IOException {
    StateSample extended = sample("2", bytes(7, 1)).whenReadFrom("1", bytes(7, 5));
    new KeptSamples(directory).add(extended);

    assertThatThrownBy(() -> check(extended)).hasMessageContaining("what version 1 wrote");
  }

  @Test
  void refusesToForgetAValue() throws IOException {
    Files.writeString(directory.resolve("pair/1.properties"), "eight=08\nseven=07\n");

    assertThatThrownBy(() -> check(sample("1", bytes(7)))).hasMessageContaining("eight");
  }

  private void check(StateSample sample) throws IOException {
    StateSampleContract contract = new Contract(directory, sample);
    contract.isWrittenAsItsVersionAlwaysWas(sample);
    contract.isReadAsEveryVersionWroteIt(sample);
    contract.everyVersionIsKeptWhole();
  }

  private static StateSample sample(String version, byte[] bytes) {
    return new StateSample(
        "pair",
        version,
        "seven",
        bytes,
        (written, read) ->
            version.equals("2") && written.equals("1") ? bytes(read[0], 0) : read.clone(),
        Map.of());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Not found as a test of its own: it is private. */
  private static final class Contract extends StateSampleContract {
    private final StateSample sample;

    Contract(Path directory, StateSample sample) {
      super(directory, false);
      this.sample = sample;
    }

    @Override
    protected Stream<StateSample> samples() {
      return Stream.of(sample);
    }
  }
}
