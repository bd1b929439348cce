package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Transactions that arrive after a newer one. */
class OutOfOrderTest {
  private static final long WITHIN = 20;

  @Test
  void noStepPrecedesTheStepBeforeIt() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").followedBy("b").build());

    user.send("A", 10);
    assertThat(user.send("B", 9)).isEmpty();
    assertThat(user.send("B", 11)).containsExactly("A@10 B@11");
  }

  @Test
  void anOlderOneExtendsAMatchThatIsOlderStill() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").followedBy("b").build());

    user.send("A", 10);
    user.send("x", 15);
    assertThat(user.send("B", 12)).containsExactly("A@10 B@12");
  }

  @Test
  void anOlderOneStillExtendsAMatchThatIsOverForTheNewest() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").followedBy("b").build());

    user.send("A", 10);
    assertThat(user.send("B", 30)).isEmpty();
    assertThat(user.send("B", 29)).containsExactly("A@10 B@29");
  }

  @Test
  void whatTimeHasEndedStaysEnded() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").followedBy("b").build());

    user.send("A", 10);
    user.pass(30);
    assertThat(user.send("B", 29)).isEmpty();
  }

  @Test
  void anOlderOneDoesNotComeBetweenNewerOnes() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").next("b").build());

    user.send("A", 10);
    user.send("x", 9);
    assertThat(user.send("B", 11)).containsExactly("A@10 B@11");
  }

  @Test
  void anOlderOneIsNoPartOfAPatternThatAsksWhatCameNext() {
    UserRun next = new UserRun(pattern("p", WITHIN).begin("a").next("b").build());
    next.send("x", 11);
    next.send("A", 10);
    assertThat(next.send("B", 12)).isEmpty();

    UserRun absence = new UserRun(pattern("p", WITHIN).begin("a").notFollowedBy("b").build());
    absence.send("B", 11);
    absence.send("A", 10);
    assertThat(absence.pass(100)).isEmpty();
  }

  @Test
  void anOlderOneBreaksAnAbsence() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").notFollowedBy("b").build());

    user.send("A", 10);
    user.send("x", 50);
    user.send("B", 29);

    assertThat(user.pass(100)).isEmpty();
  }

  @Test
  void anOlderOneDoesNotBreakAnAbsenceItPrecedesOrOutlasts() {
    UserRun user = new UserRun(pattern("p", WITHIN).begin("a").notFollowedBy("b").build());

    user.send("A", 10);
    user.send("x", 50);
    user.send("B", 9);
    user.send("B", 30);

    assertThat(user.pass(100)).containsExactly("A@10");
  }

  @Test
  void aSkipReachesMatchesThatWereNotShown() {
    UserRun user =
        new UserRun(
            pattern("p", WITHIN)
                .skip(SkipStrategy.SKIP_PAST_LAST_EVENT)
                .begin("a")
                .followedBy("b")
                .followedBy("c")
                .build());

    user.send("A", 10);
    user.send("B", 12);
    user.send("A", 11);
    user.send("B", 16);
    assertThat(user.send("C", 14)).containsExactly("A@10 B@12 C@14");
    assertThat(user.send("C", 17)).isEmpty();
  }

  @Property(tries = 500)
  void aFollowedByBFindsForEachAThePairThatArrivedFirst(
      @ForAll("arrivals") List<Arrival> arrivals) {
    UserRun user = new UserRun(10_000, pattern("p", WITHIN).begin("a").followedBy("b").build());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      found.addAll(user.send(i + "", arrivals.get(i).time(), arrivals.get(i).marks()));
    }
    found.addAll(user.pass(Long.MAX_VALUE));

    List<String> expected = new ArrayList<>();
    for (int b = 0; b < arrivals.size(); b++) {
      for (int a = 0; a < b; a++) {
        if (pairs(arrivals, a, b) && firstPartner(arrivals, a) == b) {
          expected.add(a + " " + b);
        }
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static int firstPartner(List<Arrival> arrivals, int a) {
    for (int b = a + 1; b < arrivals.size(); b++) {
      if (pairs(arrivals, a, b)) {
        return b;
      }
    }
    return -1;
  }

  private static boolean pairs(List<Arrival> arrivals, int a, int b) {
    long apart = arrivals.get(b).time() - arrivals.get(a).time();
    return arrivals.get(a).marks().contains("A")
        && arrivals.get(b).marks().contains("B")
        && apart >= 0
        && apart < WITHIN;
  }

  @Property(tries = 500)
  void anAbsenceIsOnlyReportedWhereNothingCame(@ForAll("arrivals") List<Arrival> arrivals) {
    UserRun user = new UserRun(10_000, pattern("p", WITHIN).begin("a").notFollowedBy("b").build());
    for (int i = 0; i < arrivals.size(); i++) {
      user.send(i + "", arrivals.get(i).time(), arrivals.get(i).marks());
    }

    List<String> expected = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (int a = 0; a < arrivals.size(); a++) {
      newest = Math.max(newest, arrivals.get(a).time());
      boolean inOrder = arrivals.get(a).time() == newest;
      if (inOrder && arrivals.get(a).marks().contains("A") && firstPartner(arrivals, a) < 0) {
        expected.add(a + "");
      }
    }
    assertThat(user.pass(Long.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Property(tries = 300)
  void everyMatchIsInOrderWithinItsTimeAndNothingStays(
      @ForAll long seed, @ForAll("arrivals") List<Arrival> arrivals) {
    RandomSequences random = new RandomSequences(seed);
    PatternDefinition definition = random.pattern("p");
    SequenceMatcher matcher = new SequenceMatcher(List.of(definition), 16);
    SequenceState state = new SequenceState();
    List<SequenceMatch> matches = new ArrayList<>();
    List<MarkedEvent> events = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      MarkedEvent event = random.event("u", i + "", arrivals.get(i).time() * 60_000);
      events.add(event);
      matches.addAll(matcher.onTransaction(state, event.transaction(), event.markSet()));
      for (OpenPattern open : state.open()) {
        assertThat(open.deadline()).isLessThan(Long.MAX_VALUE);
      }
    }
    matches.addAll(matcher.onTime(state, Long.MAX_VALUE));

    assertThat(state.open()).isEmpty();
    for (SequenceMatch match : matches) {
      List<Long> times =
          match.transactionIds().stream().map(id -> events.get(Integer.parseInt(id)).time).toList();
      assertThat(times).isSorted();
      assertThat(times.get(times.size() - 1) - times.get(0)).isLessThan(definition.within());
      assertThat(new HashSet<>(match.transactionIds())).hasSameSizeAs(match.transactionIds());
    }
  }

  /** Times rise, with some that fall back; an A, a B, both, or neither. */
  record Arrival(long time, Set<String> marks) {}

  private record Step(int forward, int back, Set<String> marks) {}

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    Arbitrary<Integer> back =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0)), Tuple.of(1, Arbitraries.integers().between(1, 30)));
    Arbitrary<Set<String>> marks = Arbitraries.of("A", "B").set().ofMaxSize(2);
    return Combinators.combine(Arbitraries.integers().between(0, 6), back, marks)
        .as(Step::new)
        .list()
        .ofMaxSize(60)
        .map(OutOfOrderTest::arrivals);
  }

  private static List<Arrival> arrivals(List<Step> steps) {
    List<Arrival> arrivals = new ArrayList<>();
    long time = 1000;
    for (Step step : steps) {
      time += step.forward();
      arrivals.add(new Arrival(time - step.back(), step.marks()));
    }
    return arrivals;
  }
}
