package io.harrier.engine.evaluate;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.session.SessionTracker;
import io.harrier.engine.window.EventHistory;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The parts have samples of their own; here it is their order, and the case between them. */
class UserStateSampleTest extends StateSampleContract {
  private static final long GAP = 600_000;

  /** Its parts are versioned by themselves: this is all of their versions. */
  private static final String VERSION =
      UserState.FORMAT_VERSION
          + "."
          + EventHistory.FORMAT_VERSION
          + "."
          + SessionTracker.FORMAT_VERSION
          + "."
          + SequenceState.FORMAT_VERSION;

  private static final PatternDefinition TWICE =
      new PatternDefinition(
          "twice",
          Severity.LOW,
          1,
          "",
          GAP,
          SkipStrategy.NO_SKIP,
          List.of(
              new Step("first", Contiguity.FOLLOWED_BY, "large", 1, 1, false, List.of()),
              new Step("second", Contiguity.FOLLOWED_BY, "large", 1, 1, false, List.of())));

  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(sample("new", new UserState()), sample("with-shadow", withShadow()), rest());
  }

  private static UserState withShadow() {
    UserState state = new UserState();
    SequenceMatcher matcher = new SequenceMatcher(List.of(TWICE), 4);
    for (int i = 0; i < 3; i++) {
      Transaction transaction =
          Transaction.builder("t" + i, "ünï", 1_760_000_000_000L + i * GAP)
              .amount(100 + i, "EUR")
              .merchantId("m" + i)
              .country("AT")
              .build();
      state.append(transaction);
      state.deciding().sessions().add(transaction, GAP);
      state.shadow().sessions().add(transaction, GAP / 2);
      matcher.onTransaction(state.deciding().sequences(), transaction, Set.of("large"));
      state.deciding().cases().caseFor("alert-" + i, transaction.eventTime(), GAP);
    }
    return state;
  }

  private static StateSample sample(String name, UserState state) {
    return StateSample.of(
        "user-state", VERSION, name, state, UserState::write, (version, in) -> UserState.read(in));
  }

  private static StateSample rest() {
    return StateSample.of(
        "user-state",
        VERSION,
        "rest-with-shadow",
        withShadow(),
        UserState::writeRest,
        (version, in) -> {
          UserState read = new UserState();
          read.readRest(in);
          return read;
        });
  }
}
