package io.harrier.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TopicRangeTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private static TopicRange parse(String text) {
    return TopicRange.parse(text, CLOCK).orElseThrow();
  }

  @Test
  void boundsAreTimesTimesAgoOffsetsOrNone() {
    TopicRange range = parse("transactions@2026-11-23T10:00Z..2026-11-23T11:30:05+01:00");
    assertThat(range.topic()).isEqualTo("transactions");
    assertThat(range.from()).isEqualTo(new TopicRange.Time(Instant.parse("2026-11-23T10:00:00Z")));
    assertThat(range.to()).isEqualTo(new TopicRange.Time(Instant.parse("2026-11-23T10:30:05Z")));

    assertThat(parse("a.b@-90m..").from())
        .isEqualTo(new TopicRange.Time(Instant.parse("2026-11-23T10:30:00Z")));
    assertThat(parse("a.b@-90m..").to()).isEqualTo(new TopicRange.Open());
    assertThat(parse("t@0..5000").to()).isEqualTo(new TopicRange.Offset(5_000));
  }

  @Test
  void whatLooksOtherwiseIsNoRange() {
    assertThat(TopicRange.parse("history.jsonl", CLOCK)).isEmpty();
    assertThat(TopicRange.parse("a/b@1..2", CLOCK)).isEmpty();
    assertThatThrownBy(() -> parse("transactions@noon.."))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("'noon'");
  }
}
