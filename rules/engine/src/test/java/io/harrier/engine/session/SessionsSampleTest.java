package io.harrier.engine.session;

import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.util.stream.Stream;

class SessionsSampleTest extends StateSampleContract {
  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(sample("none", new SessionTracker()), sample("many", GoldenSessions.create()));
  }

  private static StateSample sample(String name, SessionTracker sessions) {
    return StateSample.of(
        "sessions",
        "" + SessionTracker.FORMAT_VERSION,
        name,
        sessions,
        SessionTracker::write,
        (version, in) -> SessionTracker.read(in));
  }
}
