package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.model.chance.Draw;
import io.harrier.model.chance.RandomSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

  @RandomSeeds(500)
  void aFollowedByBFindsForEachAThePairThatArrivedFirst(long seed) {
    List<Arrival> arrivals = arrivals(new Random(seed));
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
    assertThat(found).as("%s", arrivals).containsExactlyInAnyOrderElementsOf(expected);
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

  @RandomSeeds(500)
  void anAbsenceIsOnlyReportedWhereNothingCame(long seed) {
    List<Arrival> arrivals = arrivals(new Random(seed));
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
    assertThat(user.pass(Long.MAX_VALUE))
        .as("%s", arrivals)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @RandomSeeds(300)
  void everyMatchIsInOrderWithinItsTimeAndNothingStays(long seed) {
    Random random = new Random(seed);
    List<Arrival> arrivals = arrivals(random);
    RandomSequences sequences = new RandomSequences(random.nextLong());
    PatternDefinition definition = sequences.pattern("p");
    SequenceMatcher matcher = new SequenceMatcher(List.of(definition), 16);
    SequenceState state = new SequenceState();
    List<SequenceMatch> matches = new ArrayList<>();
    List<MarkedEvent> events = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      MarkedEvent event = sequences.event("u", i + "", arrivals.get(i).time() * 60_000);
      events.add(event);
      matches.addAll(matcher.onTransaction(state, event.transaction(), event.markSet()));
      assertThat(state.open())
          .as("open of %s after %s", definition, events)
          .allMatch(open -> open.deadline() < Long.MAX_VALUE);
    }
    matches.addAll(matcher.onTime(state, Long.MAX_VALUE));

    assertThat(state.open()).as("open of %s after %s", definition, events).isEmpty();
    for (SequenceMatch match : matches) {
      String found = "%s in %s".formatted(match, events);
      List<Long> times =
          match.transactionIds().stream().map(id -> events.get(Integer.parseInt(id)).time).toList();
      assertThat(times).as(found).isSorted();
      assertThat(times.get(times.size() - 1) - times.get(0))
          .as(found)
          .isLessThan(definition.within());
      assertThat(match.transactionIds()).as(found).doesNotHaveDuplicates();
    }
  }

  /** Times rise, with some that fall back; an A, a B, both, or neither. */
  record Arrival(long time, Set<String> marks) {
    @Override
    public String toString() {
      return String.join("", marks) + "@" + time;
    }
  }

  private static List<Arrival> arrivals(Random random) {
    List<Arrival> arrivals = new ArrayList<>();
    long time = 1000;
    int size = Draw.between(random, 0, 60);
    for (int i = 0; i < size; i++) {
      time += random.nextInt(7);
      long back = random.nextInt(4) == 0 ? Draw.between(random, 1, 30) : 0;
      arrivals.add(new Arrival(time - back, marks(random)));
    }
    return arrivals;
  }

  private static Set<String> marks(Random random) {
    return Draw.oneOf(random, Set.of(), Set.of("A"), Set.of("B"), Set.of("A", "B"));
  }
}
