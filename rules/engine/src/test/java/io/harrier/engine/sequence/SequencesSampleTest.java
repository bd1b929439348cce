package io.harrier.engine.sequence;

import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.util.stream.Stream;

class SequencesSampleTest extends StateSampleContract {
  @Override
  protected Stream<StateSample> samples() {
    UserRun user = GoldenSequences.user();
    GoldenSequences.begin(user);
    return Stream.of(sample("none", new SequenceState()), sample("every-kind", user.state()));
  }

  private static StateSample sample(String name, SequenceState sequences) {
    return StateSample.of(
        "sequences",
        "" + SequenceState.FORMAT_VERSION,
        name,
        sequences,
        SequenceState::write,
        (version, in) -> {
          SequenceState read = SequenceState.read(in);
          for (OpenPattern pattern : read.open()) {
            // Bytes until somebody looks at them.
            pattern.matches();
          }
          return read;
        });
  }
}
