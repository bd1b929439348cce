package io.harrier.engine.evaluate;

import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.session.SessionTracker;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a release has going on for one user: open sessions, open matches, the case. */
final class UserProgress {
  private final SessionTracker sessions;
  private final SequenceState sequences;
  private final CaseTracker cases;

  UserProgress() {
    this(new SessionTracker(), new SequenceState(), new CaseTracker());
  }

  private UserProgress(SessionTracker sessions, SequenceState sequences, CaseTracker cases) {
    this.sessions = sessions;
    this.sequences = sequences;
    this.cases = cases;
  }

  SessionTracker sessions() {
    return sessions;
  }

  SequenceState sequences() {
    return sequences;
  }

  CaseTracker cases() {
    return cases;
  }

  UserProgress copy() {
    return new UserProgress(sessions.copy(), sequences.copy(), cases.copy());
  }

  void write(DataOutput out) throws IOException {
    sessions.write(out);
    sequences.write(out);
    cases.write(out);
  }

  static UserProgress read(DataInput in) throws IOException {
    return new UserProgress(SessionTracker.read(in), SequenceState.read(in), CaseTracker.read(in));
  }
}
