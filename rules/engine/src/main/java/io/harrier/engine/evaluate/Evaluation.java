package io.harrier.engine.evaluate;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.util.List;

/** What became of one transaction. */
public sealed interface Evaluation {

  /** Findings that came with it, among them those of time that passed before it. */
  List<Alert> alerts();

  /** It was decided. */
  record Decided(Decision decision, List<Alert> alerts) implements Evaluation {}

  /** Its id is known: no effect. */
  record Duplicate() implements Evaluation {
    @Override
    public List<Alert> alerts() {
      return List.of();
    }
  }

  /** It is too far behind its user's newest transaction, and the strategy is not to evaluate it. */
  record Late(long byMillis) implements Evaluation {
    @Override
    public List<Alert> alerts() {
      return List.of();
    }
  }
}
