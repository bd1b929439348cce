package io.harrier.engine.window;

import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.util.stream.Stream;

class HistorySampleTest extends StateSampleContract {
  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(
        sample("empty", new EventHistory()),
        sample("tiles-of-every-shape", GoldenHistory.create()));
  }

  private static StateSample sample(String name, EventHistory history) {
    return StateSample.of(
        "history",
        "" + EventHistory.FORMAT_VERSION,
        name,
        history,
        EventHistory::write,
        (version, in) -> EventHistory.read(in));
  }
}
