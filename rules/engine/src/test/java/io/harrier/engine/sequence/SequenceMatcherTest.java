package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceMatcherTest {

  @Test
  void nextIsTheVeryNextTransaction() {
    PatternDefinition pattern = pattern("p", 100).begin("a").next("b").build();

    UserRun direct = new UserRun(pattern);
    assertThat(direct.send("A", 1)).isEmpty();
    assertThat(direct.send("B", 2)).containsExactly("A@1 B@2");

    UserRun interrupted = new UserRun(pattern);
    interrupted.send("A", 1);
    assertThat(interrupted.send("x", 2)).isEmpty();
    assertThat(interrupted.send("B", 3)).isEmpty();
    assertThat(interrupted.state().open()).isEmpty();
  }

  @Test
  void followedByAllowsOthersBetween() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());

    user.send("A", 1);
    user.send("x", 2);
    user.send("C", 3);

    assertThat(user.send("B", 4)).containsExactly("A@1 B@4");
    assertThat(user.send("B", 5)).isEmpty();
  }

  @Test
  void notNextForbidsTheVeryNext() {
    PatternDefinition pattern = pattern("p", 100).begin("a").notNext("b").followedBy("c").build();

    UserRun forbidden = new UserRun(pattern);
    forbidden.send("A", 1);
    forbidden.send("B", 2);
    assertThat(forbidden.send("C", 3)).isEmpty();

    UserRun later = new UserRun(pattern);
    later.send("A", 1);
    later.send("x", 2);
    later.send("B", 3);
    assertThat(later.send("C", 4)).containsExactly("A@1 C@4");
  }

  @Test
  void notFollowedByForbidsAnyBetween() {
    PatternDefinition pattern =
        pattern("p", 100).begin("a").notFollowedBy("b").followedBy("c").build();

    UserRun without = new UserRun(pattern);
    without.send("A", 1);
    without.send("x", 2);
    assertThat(without.send("C", 3)).containsExactly("A@1 C@3");

    UserRun with = new UserRun(pattern);
    with.send("A", 1);
    with.send("x", 2);
    with.send("B", 3);
    assertThat(with.send("C", 4)).isEmpty();
  }

  @Test
  void absenceCompletesWhenItsTimeHasPassed() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").notFollowedBy("b").build());

    user.send("A", 1);
    assertThat(user.state().nextDeadline()).isEqualTo(101);
    assertThat(user.send("x", 150)).isEmpty();
    assertThat(user.pass(100)).isEmpty();

    List<SequenceMatch> matches = user.matcher().onTime(user.state(), 101);
    assertThat(matches).hasSize(1);
    assertThat(matches.get(0).transactionIds()).containsExactly("A@1");
    assertThat(matches.get(0).eventTime()).isEqualTo(101);
    assertThat(user.state().nextDeadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void absenceIsBrokenByWhatMustNotHappen() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").notFollowedBy("b").build());

    user.send("A", 1);
    user.send("B", 100);

    assertThat(user.state().open()).isEmpty();
    assertThat(user.pass(1000)).isEmpty();
  }

  @Test
  void absenceIsNotBrokenAfterItsTime() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").notFollowedBy("b").build());

    user.send("A", 1);
    user.send("B", 101);

    assertThat(user.pass(1000)).containsExactly("A@1");
  }

  @Test
  void withinEndsBeforeItsLength() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());

    user.send("A", 1);
    assertThat(user.send("B", 101)).isEmpty();
    user.send("A", 200);
    assertThat(user.send("B", 299)).containsExactly("A@200 B@299");
  }

  @Test
  void timesCountsRepeats() {
    UserRun user =
        new UserRun(
            pattern("p", 100)
                .skip(SkipStrategy.SKIP_PAST_LAST_EVENT)
                .begin("a")
                .times(3, 3)
                .followedBy("b")
                .build());

    user.send("A", 1);
    user.send("A", 2);
    assertThat(user.send("B", 3)).isEmpty();
    user.send("A", 4);
    assertThat(user.send("B", 5)).containsExactly("A@1 A@2 A@4 B@5");
  }

  @Test
  void timesOfANextStepAreConsecutive() {
    UserRun user = new UserRun(pattern("p", 100).next("a").times(2, 2).build());

    user.send("A", 1);
    user.send("x", 2);
    assertThat(user.send("A", 3)).isEmpty();
    assertThat(user.send("A", 4)).containsExactly("A@3 A@4");
  }

  @Test
  void optionalStepMayBeMissing() {
    UserRun user =
        new UserRun(
            pattern("p", 100).begin("a").followedBy("b").optional().followedBy("c").build());

    user.send("A", 1);
    assertThat(user.send("C", 2)).containsExactly("A@1 C@2");
    user.send("A", 200);
    user.send("B", 201);
    assertThat(user.send("C", 202)).containsExactlyInAnyOrder("A@200 B@201 C@202", "A@200 C@202");
  }

  @Test
  void optionalFirstStepLetsTheSecondBegin() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").optional().next("b").build());

    assertThat(user.send("B", 1)).containsExactly("B@1");
    user.send("A", 2);
    assertThat(user.send("B", 3)).containsExactlyInAnyOrder("A@2 B@3", "B@3");
  }

  @Test
  void skipStrategiesDecideWhatOverlaps() {
    assertThat(twoStarts(SkipStrategy.NO_SKIP)).containsExactlyInAnyOrder("A@1 B@3", "A@2 B@3");
    assertThat(twoStarts(SkipStrategy.SKIP_TO_NEXT))
        .containsExactlyInAnyOrder("A@1 B@3", "A@2 B@3");
    assertThat(twoStarts(SkipStrategy.SKIP_PAST_LAST_EVENT)).containsExactly("A@1 B@3");
  }

  private static List<String> twoStarts(SkipStrategy skip) {
    UserRun user = new UserRun(pattern("p", 100).skip(skip).begin("a").followedBy("b").build());
    user.send("A", 1);
    user.send("A", 2);
    return user.send("B", 3);
  }

  @Test
  void aTransactionServesEveryStepItIsMarkedFor() {
    UserRun user = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());

    user.send("both-1", 1, Set.of("A", "B"));

    assertThat(user.send("both-2", 2, Set.of("A", "B"))).containsExactly("both-1 both-2");
  }

  @Test
  void matchesOfSeveralPatternsComeInOrderOfTheRelease() {
    UserRun user =
        new UserRun(
            pattern("second", 100).begin("a").followedBy("b").build(),
            pattern("first", 100).begin("b").build());

    user.send("A", 1);

    assertThat(user.send("B", 2)).containsExactly("A@1 B@2", "B@2");
  }

  @Test
  void matchNamesItsPatternAndTheTimeOfItsLastTransaction() {
    PatternDefinition pattern = pattern("p", 100).begin("a").followedBy("b").build();
    UserRun user = new UserRun(pattern);
    user.send("A", 1);

    List<SequenceMatch> matches =
        user.matcher()
            .onTransaction(user.state(), Transaction.builder("b", "user", 7).build(), Set.of("B"));

    assertThat(matches).containsExactly(new SequenceMatch(pattern, List.of("A@1", "b"), 7));
  }

  @Test
  void usersDoNotMix() {
    PatternDefinition pattern = pattern("p", 100).begin("a").followedBy("b").build();
    UserRun user = new UserRun(pattern);
    SequenceState other = new SequenceState();

    user.send("A", 1);
    SequenceState first = user.state();
    user.state(other);
    assertThat(user.send("B", 2)).isEmpty();
    user.state(first);
    assertThat(user.send("B", 3)).containsExactly("A@1 B@3");
  }

  @Test
  void whatCannotBeMatchedIsRefused() {
    PatternDefinition nameless = pattern("p", 0).begin("a").build();

    assertThatThrownBy(() -> new SequenceMatcher(List.of(nameless), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pattern 'p'")
        .hasMessageContaining("'within' is missing");
    PatternDefinition pattern = pattern("p", 1).begin("a").build();
    assertThatThrownBy(() -> new SequenceMatcher(List.of(pattern, pattern), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands twice");
    assertThatThrownBy(() -> new SequenceMatcher(List.of(pattern), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
