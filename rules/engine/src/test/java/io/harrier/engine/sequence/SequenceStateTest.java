package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.engine.vocabulary.TransactionField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceStateTest {
  private static final long MINUTE = 60_000;

  @Test
  void aUserWithoutOpenMatchesCostsElevenBytes() throws IOException {
    UserRun user = GoldenSequences.user();
    user.send("x", 5);
    user.send("B", 6);

    assertThat(bytes(user.state())).hasSize(11);
    assertThat(user.state().nextDeadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void openMatchesSurviveBytesAndCopies() throws IOException {
    UserRun user = GoldenSequences.user();
    GoldenSequences.begin(user);

    SequenceState copy = user.state().copy();
    SequenceState restored = read(bytes(user.state()));
    for (SequenceState each : List.of(user.state(), copy, restored)) {
      user.state(each);
      finish(user);
    }
  }

  @Test
  void whatWasOnlyReadIsWrittenAsItWas() throws IOException {
    UserRun user = GoldenSequences.user();
    GoldenSequences.begin(user);
    byte[] written = bytes(user.state());

    SequenceState restored = read(written);
    user.state(restored);
    user.send("x", 10 * MINUTE);

    assertThat(bytes(read(written))).isEqualTo(written);
    assertThat(bytes(restored)).isEqualTo(written);
  }

  private static void finish(UserRun user) {
    assertThat(user.state().nextDeadline()).isEqualTo(31 * MINUTE);
    assertThat(user.pass(31 * MINUTE)).containsExactly("A@60000");
    assertThat(
            user.send(
                "B", 32 * MINUTE, t -> t.deviceId("d2").amount(200, "EUR").location(48.8, 2.3)))
        .containsExactly("A@60000 A@120000 B@1920000");
    assertThat(user.pass(Long.MAX_VALUE)).containsExactly("A@120000");
    assertThat(user.state().open()).isEmpty();
  }

  @Test
  void anUnchangedPatternKeepsItsMatchesOverReleases() {
    UserRun before = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());
    before.send("A", 1);

    UserRun after =
        new UserRun(
            pattern("new", 100).begin("a").build(),
            pattern("p", 100).score(90).begin("a").followedBy("b").build());
    after.state(before.state());
    assertThat(after.send("B", 2)).containsExactly("A@1 B@2");
  }

  @Test
  void aChangedPatternStartsAfreshAndTheOldMatchesEnd() {
    UserRun before = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());
    before.send("A", 1);

    UserRun after = new UserRun(pattern("p", 200).begin("a").followedBy("b").build());
    after.state(before.state());
    assertThat(after.send("B", 2)).isEmpty();
    assertThat(after.state().open()).isEmpty();

    after.send("A", 3);
    assertThat(after.send("B", 4)).containsExactly("A@3 B@4");
  }

  @Test
  void whatATransactionOutOfOrderIsDecidedByEndsNothing() {
    UserRun later = new UserRun(pattern("new", 100).begin("a").followedBy("b").build());
    later.send("A", 10);

    UserRun earlier = new UserRun(pattern("old", 100).begin("a").followedBy("b").build());
    earlier.state(later.state());
    earlier.send("x", 9);

    assertThat(later.send("B", 11)).containsExactly("A@10 B@11");
  }

  @Test
  void thatOfAPatternNobodyHasExpires() {
    UserRun before = new UserRun(pattern("p", 100).begin("a").followedBy("b").build());
    before.send("A", 1);

    UserRun after = new UserRun(pattern("p", 200).begin("a").followedBy("b").build());
    after.state(before.state());
    assertThat(after.state().nextDeadline()).isEqualTo(101);
    after.pass(100);
    assertThat(after.state().open()).hasSize(1);
    after.pass(101);
    assertThat(after.state().open()).isEmpty();
  }

  @Test
  void aPatternSwitchedOffMatchesNothingAndStartsAfresh() {
    UserRun user =
        new UserRun(
            pattern("p", 100).begin("a").followedBy("b").build(),
            pattern("q", 100).begin("a").followedBy("b").build());
    user.send("A", 1);
    user.matcher().switchOff(Set.of("p", "no-pattern"));
    assertThat(user.send("B", 2)).containsExactly("A@1 B@2");

    user.send("A", 3);
    user.matcher().switchOff(Set.of());
    assertThat(user.send("B", 4)).containsExactly("A@3 B@4");
    user.send("A", 5);
    assertThat(user.send("B", 6)).containsExactly("A@5 B@6", "A@5 B@6");
  }

  @Test
  void theOldestMatchIsGivenUpAndCounted() {
    UserRun user = new UserRun(3, pattern("p", 1000).begin("a").followedBy("b").build());
    for (int time = 1; time <= 5; time++) {
      user.send("A", time);
    }

    assertThat(user.matcher().givenUp()).isEqualTo(2);
    assertThat(user.send("B", 6)).containsExactlyInAnyOrder("A@3 B@6", "A@4 B@6", "A@5 B@6");
  }

  @Test
  void aMatchThatWaitedForTheOneGivenUpIsReported() {
    UserRun user =
        new UserRun(
            2,
            pattern("p", 1000)
                .skip(SkipStrategy.SKIP_TO_NEXT)
                .begin("a")
                .followedBy("b", new SameAs("a", TransactionField.DEVICE_ID))
                .build());

    user.send("A", 1, t -> t.deviceId("d1"));
    user.send("A", 2, t -> t.deviceId("d2"));
    assertThat(user.send("B", 3, t -> t.deviceId("d2"))).isEmpty();
    assertThat(user.send("A", 4, t -> t.deviceId("d3"))).containsExactly("A@2 B@3");
  }

  @Test
  void openMatchesAreCountedOverReleasesAndBytes() throws IOException {
    OpenMatchCounts counts = new OpenMatchCounts();
    PatternDefinition kept = pattern("kept", 1000).begin("a").followedBy("b").build();
    UserRun before = new UserRun(kept, pattern("gone", 1000).begin("a").followedBy("b").build());
    before.matcher().countIn(counts);
    before.send("A", 1);
    before.send("A", 2);
    assertThat(before.matcher().openMatches()).isEqualTo(Map.of("kept", 2L, "gone", 2L));

    UserRun after = new UserRun(pattern("new", 1000).begin("x").followedBy("b").build(), kept);
    after.matcher().countIn(counts);
    after.state(read(bytes(before.state())));
    after.send("A", 3);
    assertThat(after.matcher().openMatches()).isEqualTo(Map.of("new", 0L, "kept", 3L));
    after.pass(1002);
    assertThat(after.matcher().openMatches()).containsEntry("kept", 1L);
    after.send("B", 1002);
    counts.forEach((pattern, open) -> assertThat(open).as("pattern %s", pattern).isZero());
  }

  @Test
  void runsAndMatchesAreProfiled() {
    UserRun user = new UserRun(pattern("p", 1000).begin("a").followedBy("b").build());
    for (int time = 1; time <= PatternProfiler.RUNS_PER_SAMPLE; time++) {
      user.send(time % 2 == 1 ? "A" : "B", time);
    }
    RuleProfile profile = user.matcher().profiles().get(0);
    assertThat(profile.evaluations()).isEqualTo(PatternProfiler.RUNS_PER_SAMPLE);
    assertThat(profile.matches()).isEqualTo(PatternProfiler.RUNS_PER_SAMPLE / 2);
    assertThat(profile.lastMatchAt()).isEqualTo(PatternProfiler.RUNS_PER_SAMPLE);
    assertThat(profile.samples()).isEqualTo(1);
    assertThat(profile.medianNanos()).isPositive();
  }

  @Test
  void sizeIsBoundedHoweverMuchMatches() throws IOException {
    UserRun user =
        new UserRun(32, pattern("p", 1_000_000).begin("a").times(1, 8).followedBy("b").build());
    int largest = 0;
    for (int time = 1; time <= 2000; time++) {
      user.send("A", time, t -> t.deviceId("d".repeat(64)));
      largest = Math.max(largest, bytes(user.state()).length);
    }

    assertThat(user.matcher().givenUp()).isPositive();
    assertThat(user.state().open().get(0).matches().size()).isEqualTo(32);
    assertThat(largest).isLessThan(16_000);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> read(new byte[] {2}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format version 2")
        .hasMessageContaining("reads up to 1");
  }

  @Test
  void refusesDamagedBytes() throws IOException {
    UserRun user = new UserRun(GoldenSequences.ABSENCE);
    GoldenSequences.begin(user);
    byte[] bytes = bytes(user.state());
    int length = 1 + 8 + 2 + 8 + 8 + 4;
    bytes[length] = -1;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  private static byte[] bytes(SequenceState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static SequenceState read(byte[] bytes) throws IOException {
    return SequenceState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
