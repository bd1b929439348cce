package io.harrier.detection.evaluate;

import io.harrier.detection.state.States;
import io.harrier.engine.sequence.OpenMatchCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * How many matches of sequences are open in a subtask. After a restart with another parallelism the
 * counts of single subtasks say nothing; their sum does.
 */
final class OpenMatches {
  private final ListState<Tuple3<Boolean, Long, Long>> state;
  private final OpenMatchCounts deciding = new OpenMatchCounts();
  private final OpenMatchCounts shadow = new OpenMatchCounts();

  OpenMatches(OperatorStateStore store) throws Exception {
    state = store.getListState(States.openMatches());
    for (Tuple3<Boolean, Long, Long> count : state.get()) {
      (count.f0 ? shadow : deciding).add(count.f1, count.f2);
    }
  }

  /** Of the releases that decide. */
  OpenMatchCounts deciding() {
    return deciding;
  }

  /** Of releases in shadow. */
  OpenMatchCounts shadow() {
    return shadow;
  }

  void snapshot() throws Exception {
    List<Tuple3<Boolean, Long, Long>> counts = new ArrayList<>();
    deciding.forEach((pattern, open) -> counts.add(Tuple3.of(false, pattern, open)));
    shadow.forEach((pattern, open) -> counts.add(Tuple3.of(true, pattern, open)));
    state.update(counts);
  }
}
