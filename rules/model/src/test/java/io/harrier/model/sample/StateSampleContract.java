package io.harrier.model.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold of formats that go into savepoints: a version is written as it always was, and
 * every version that ever was is read. With {@code -Dharrier.state.write=true} what a new version
 * writes is kept, under {@code src/test/resources/state}; what is kept already is never
 * overwritten.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class StateSampleContract {
  private final KeptSamples kept;
  private final boolean isWriting;

  protected StateSampleContract() {
    this(Path.of("src/test/resources/state"), Boolean.getBoolean("harrier.state.write"));
  }

  StateSampleContract(Path directory, boolean isWriting) {
    this.kept = new KeptSamples(directory);
    this.isWriting = isWriting;
  }

  /** Samples of the formats that the test is about. */
  protected abstract Stream<StateSample> samples();

  @ParameterizedTest
  @MethodSource("samples")
  protected void isWrittenAsItsVersionAlwaysWas(StateSample sample) throws IOException {
    byte[] before = kept.of(sample.format(), sample.name()).get(sample.version());
    if (before == null && isWriting) {
      kept.add(sample);
      return;
    }
    assertThat(before)
        .as(
            "nothing is kept of %s: run this test with -Dharrier.state.write=true, and commit %s",
            sample, kept.file(sample))
        .isNotNull();
    assertThat(Arrays.mismatch(before, sample.bytes()))
        .as(
            "%s is written otherwise than savepoints hold it, from this byte on. Raise the version"
                + " of the format and go on reading version %s; then run this test with"
                + " -Dharrier.state.write=true and commit the new file beside %s",
            sample, sample.version(), kept.file(sample))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  protected void isReadAsEveryVersionWroteIt(StateSample sample) throws IOException {
    for (Map.Entry<String, byte[]> written : kept.of(sample.format(), sample.name()).entrySet()) {
      assertThat(sample.rewriting().rewrite(written.getKey(), written.getValue()))
          .as(
              "%s, read from what version %s wrote and written today: savepoints of that version"
                  + " must go on being read",
              sample, written.getKey())
          .isEqualTo(sample.expectedFrom(written.getKey()));
    }
  }

  @Test
  protected void everyVersionIsKeptWhole() {
    assumeFalse(isWriting);
    Map<String, Set<String>> names =
        samples()
            .collect(
                Collectors.groupingBy(
                    StateSample::format,
                    TreeMap::new,
                    Collectors.mapping(StateSample::name, Collectors.toCollection(TreeSet::new))));
    names.forEach(
        (format, expected) -> {
          Map<String, Properties> versions = kept.versions(format);
          assertThat(versions.keySet())
              .as("versions of %s of which something is kept", format)
              .containsAll(
                  samples()
                      .filter(sample -> sample.format().equals(format))
                      .map(StateSample::version)
                      .toList());
          versions.forEach(
              (version, values) ->
                  assertThat(List.copyOf(values.stringPropertyNames()))
                      .as("values of %s, version %s, that are read by this test", format, version)
                      .isSubsetOf(expected));
        });
  }
}
