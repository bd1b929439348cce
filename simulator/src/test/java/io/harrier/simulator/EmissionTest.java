package io.harrier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.sink.RecordSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmissionTest {
  private static final int ENOUGH = 100;

  private final List<SimulatedRecord> accepted = new ArrayList<>();

  @Test
  void aRunThatIsInterruptedSaysHowManyWereSent() throws IOException {
    Simulation simulation = Simulation.of(Runs.settings(1, 30));

    EmissionReport report =
        Emission.run(simulation, this.new InterruptingSink(), Pacing.perSecond(1e6), at -> {});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.complete()).isFalse();
    assertThat(accepted).hasSize(ENOUGH);
    assertThat(report.tally().records()).isEqualTo(ENOUGH);
  }

  private final class InterruptingSink implements RecordSink {
    @Override
    public void accept(SimulatedRecord record) {
      accepted.add(record);
      if (accepted.size() == ENOUGH) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
