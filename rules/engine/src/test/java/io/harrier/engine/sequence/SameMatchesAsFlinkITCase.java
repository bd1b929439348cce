package io.harrier.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random patterns over random traffic in order: the matches are those that Flink finds. */
class SameMatchesAsFlinkITCase {
  private static final int PATTERNS = 60;
  private static final int USERS = 30;
  private static final int EVENTS_PER_USER = 60;
  private static final long MAX_LAG = 90 * 60_000;

  @ParameterizedTest
  @ValueSource(longs = {14, 31})
  void matchesAreThoseOfFlink(long seed) throws Exception {
    RandomSequences random = new RandomSequences(seed);
    List<PatternDefinition> patterns =
        IntStream.range(0, PATTERNS).mapToObj(i -> random.pattern("p" + i)).toList();
    List<MarkedEvent> events =
        IntStream.range(0, USERS)
            .boxed()
            .flatMap(user -> random.traffic("u" + user, EVENTS_PER_USER).stream())
            .sorted(Comparator.comparingLong(event -> event.time))
            .toList();

    List<String> expected = FlinkOracle.matches(patterns, events);
    List<String> actual = ours(patterns, events, new Random(seed));

    Map<String, PatternDefinition> byId =
        patterns.stream().collect(Collectors.toMap(PatternDefinition::id, pattern -> pattern));
    assertThat(actual.stream().sorted().toList())
        .as(() -> differing(expected, actual, byId))
        .isEqualTo(expected.stream().sorted().toList());
    assertThat(expected).as("matches that prove something").hasSizeGreaterThan(1000);
  }

  /** Time passes late and at random; the state travels through bytes now and then. */
  private static List<String> ours(
      List<PatternDefinition> patterns, List<MarkedEvent> events, Random random)
      throws IOException {
    SequenceMatcher matcher = new SequenceMatcher(patterns, 100_000);
    Map<String, SequenceState> states = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (MarkedEvent event : events) {
      SequenceState state = states.getOrDefault(event.userId, new SequenceState());
      if (random.nextInt(3) == 0) {
        long settled = event.time - (long) (random.nextDouble() * MAX_LAG);
        describe(event.userId, matcher.onTime(state, settled), found);
      }
      describe(
          event.userId, matcher.onTransaction(state, event.transaction(), event.markSet()), found);
      states.put(event.userId, random.nextInt(3) == 0 ? throughBytes(state) : state);
    }
    for (Map.Entry<String, SequenceState> user : states.entrySet()) {
      describe(user.getKey(), matcher.onTime(user.getValue(), Long.MAX_VALUE), found);
      assertThat(user.getValue().open()).isEmpty();
    }
    assertThat(matcher.givenUp()).isZero();
    return found;
  }

  private static void describe(String user, List<SequenceMatch> matches, List<String> found) {
    for (SequenceMatch match : matches) {
      found.add(user + " " + match.pattern().id() + " " + String.join(",", match.transactionIds()));
    }
  }

  private static SequenceState throughBytes(SequenceState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.copy().write(new DataOutputStream(bytes));
    return SequenceState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static String differing(
      List<String> expected, List<String> actual, Map<String, PatternDefinition> patterns) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> additional = new ArrayList<>(actual);
    expected.forEach(additional::remove);
    StringBuilder text = new StringBuilder();
    missing.stream().limit(5).forEach(each -> text.append("\nmissing    ").append(each));
    additional.stream().limit(5).forEach(each -> text.append("\nadditional ").append(each));
    Stream.concat(missing.stream(), additional.stream())
        .map(each -> each.split(" ", -1)[1])
        .distinct()
        .limit(5)
        .forEach(id -> text.append("\n").append(patterns.get(id)));
    return text.toString();
  }
}
