package io.harrier.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.Thresholds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases that follow each other in the middle of matches: what {@link PatternChanges} calls kept
 * matches as in one run without an interruption, what it calls afresh as in a run that begins with
 * the release.
 */
class SequencesAcrossReleasesTest {
  private static final int PATTERNS = 12;
  private static final int RELEASES = 5;
  private static final int EVENTS = 120;
  private static final int USERS = 25;

  @ParameterizedTest
  @ValueSource(longs = {3, 27, 81})
  void keptPatternsMatchAsIfNothingHadHappened(long seed) throws IOException {
    Random random = new Random(seed);
    RandomSequences sequences = new RandomSequences(seed);
    List<ReleaseDefinition> releases = releases(random, sequences);
    List<PatternDefinition> unchanged =
        releases.get(0).patterns().stream().filter(isIn(releases)).toList();
    int kept = 0;
    int afresh = 0;
    for (int user = 0; user < USERS; user++) {
      List<MarkedEvent> events = sequences.traffic("u" + user, EVENTS);
      int[] swaps = random.ints(RELEASES - 1, 1, EVENTS).sorted().toArray();

      List<String> actual = new ArrayList<>();
      SequenceState state = new SequenceState();
      for (int release = 0; release < RELEASES; release++) {
        SequenceMatcher matcher = new SequenceMatcher(releases.get(release).patterns(), 100_000);
        state =
            run(matcher, state, events.subList(from(swaps, release), to(swaps, release)), actual);
      }

      List<String> uninterrupted = new ArrayList<>();
      run(new SequenceMatcher(unchanged, 100_000), new SequenceState(), events, uninterrupted);
      assertThat(of(unchanged, actual)).isEqualTo(uninterrupted);
      kept += uninterrupted.size();

      int last = RELEASES - 1;
      List<PatternDefinition> changed =
          releases.get(last).patterns().stream()
              .filter(pattern -> change(releases, last).afresh().contains(pattern.id()))
              .toList();
      List<MarkedEvent> sinceLast = events.subList(from(swaps, last), EVENTS);
      List<String> fromTheRelease = new ArrayList<>();
      run(new SequenceMatcher(changed, 100_000), new SequenceState(), sinceLast, fromTheRelease);
      List<String> underLast = new ArrayList<>();
      for (String match : of(changed, actual)) {
        if (sinceLast.stream().anyMatch(event -> match.endsWith(" at " + event.id))) {
          underLast.add(match);
        }
      }
      assertThat(underLast).isEqualTo(fromTheRelease);
      afresh += fromTheRelease.size();
    }
    assertThat(kept).as("matches of unchanged patterns").isGreaterThan(100);
    assertThat(afresh).as("matches of changed patterns").isGreaterThan(30);
  }

  /** A third of the patterns changes in each release, the first third never. */
  private static List<ReleaseDefinition> releases(Random random, RandomSequences sequences) {
    List<ReleaseDefinition> releases = new ArrayList<>();
    List<PatternDefinition> patterns =
        new ArrayList<>(
            IntStream.range(0, PATTERNS).mapToObj(i -> sequences.pattern("p" + i)).toList());
    for (int release = 0; release < RELEASES; release++) {
      releases.add(
          new ReleaseDefinition(
              "r", "", Thresholds.DEFAULT, 1_000, List.of(), List.of(), List.copyOf(patterns)));
      for (int i = PATTERNS / 3; i < PATTERNS; i++) {
        if (random.nextBoolean()) {
          PatternDefinition before = patterns.get(i);
          while (PatternHash.of(patterns.get(i)) == PatternHash.of(before)) {
            patterns.set(i, sequences.pattern("p" + i));
          }
        }
      }
    }
    return releases;
  }

  private static Predicate<PatternDefinition> isIn(List<ReleaseDefinition> releases) {
    return pattern ->
        IntStream.range(1, releases.size())
            .allMatch(i -> change(releases, i).kept().contains(pattern.id()));
  }

  private static PatternChanges change(List<ReleaseDefinition> releases, int to) {
    return PatternChanges.between(releases.get(to - 1), releases.get(to));
  }

  private static int from(int[] swaps, int release) {
    return release == 0 ? 0 : swaps[release - 1];
  }

  private static int to(int[] swaps, int release) {
    return release == swaps.length ? EVENTS : swaps[release];
  }

  /** Matches that transactions complete, each with the pattern and the last transaction. */
  private static SequenceState run(
      SequenceMatcher matcher, SequenceState start, List<MarkedEvent> events, List<String> found)
      throws IOException {
    SequenceState state = start;
    for (MarkedEvent event : events) {
      for (SequenceMatch match :
          matcher.onTransaction(state, event.transaction(), event.markSet())) {
        found.add(
            match.pattern().id()
                + " "
                + String.join(",", match.transactionIds())
                + " at "
                + event.id);
      }
      state = throughBytes(state);
    }
    return state;
  }

  private static List<String> of(List<PatternDefinition> patterns, List<String> matches) {
    return matches.stream()
        .filter(match -> ids(patterns).anyMatch(id -> match.startsWith(id + " ")))
        .toList();
  }

  private static Stream<String> ids(List<PatternDefinition> patterns) {
    return patterns.stream().map(PatternDefinition::id);
  }

  private static SequenceState throughBytes(SequenceState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return SequenceState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
