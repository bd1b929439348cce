package io.harrier.simulator.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private static final long HOUR = 3_600_000L;

  private final Scoreboard scoreboard = new Scoreboard(Scoreboard.DEFAULT_GAP);

  private void fraud(String id, String user, String episode, long time) {
    scoreboard.truth(new Truth.FraudulentTransaction(id, user, Typology.MULE, episode, time));
  }

  private void alert(String user, long time, String... ids) {
    scoreboard.alert(new RaisedAlert(user, "rule", time, List.of(ids)));
  }

  @Test
  void anEpisodeIsCaughtWhenAnAlertNamesOneOfItsTransactions() {
    fraud("t1", "u1", "e1", HOUR);
    fraud("t2", "u1", "e1", 2 * HOUR);
    fraud("t3", "u2", "e2", HOUR);
    alert("u1", 2 * HOUR, "honest", "t2");

    ScoreReport report = scoreboard.report();

    assertThat(report.byTypology()).containsEntry(Typology.MULE, new TypologyScore(1, 1));
    assertThat(report.recall()).isEqualTo(0.5);
    assertThat(report.precision()).isEqualTo(1);
  }

  @Test
  void anAlertWithinTheEpisodesTimeIsJustifiedButCatchesNothing() {
    fraud("t1", "u1", "e1", HOUR);
    alert("u1", 2 * HOUR, "honest");

    assertThat(scoreboard.report().falseEpisodes()).isZero();
    assertThat(scoreboard.report().recall()).isZero();
  }

  @Test
  void anAlertOfAnotherUserOrAnotherTimeIsFalse() {
    fraud("t1", "u1", "e1", 100 * HOUR);
    alert("u2", 100 * HOUR, "a");
    alert("u1", 99 * HOUR, "b");
    alert("u1", 130 * HOUR, "c");

    assertThat(scoreboard.report().falseEpisodes()).isEqualTo(3);
    assertThat(scoreboard.report().precision()).isZero();
    assertThat(scoreboard.report().falseByRule()).containsEntry("rule", 3L);
  }

  @Test
  void alertsWithinTheGapAreOneAlertedEpisodeHoweverTheyArrive() {
    alert("u1", 40 * HOUR, "c");
    alert("u1", 0, "a");
    alert("u1", 20 * HOUR, "b");
    alert("u1", 65 * HOUR, "d");

    assertThat(scoreboard.report().alerted())
        .extracting(AlertedEpisode::start)
        .containsExactly(0L, 65 * HOUR);
  }

  @Test
  void oneJustifiedAlertJustifiesTheEpisodeItIsPartOf() {
    fraud("t1", "u1", "e1", 10 * HOUR);
    alert("u1", 0, "honest");
    alert("u1", 10 * HOUR, "t1");

    assertThat(scoreboard.report().alerted()).hasSize(1).allMatch(AlertedEpisode::justified);
  }

  @Test
  void truthToldTwiceCountsOnce() {
    fraud("t1", "u1", "e1", HOUR);
    fraud("t1", "u1", "e1", HOUR);

    assertThat(scoreboard.report().total()).isEqualTo(new TypologyScore(0, 1));
  }

  @Test
  void nothingIsFullMarks() {
    ScoreReport report = new Scoreboard(Duration.ofHours(1)).report();

    assertThat(report.recall()).isEqualTo(1);
    assertThat(report.precision()).isEqualTo(1);
  }
}
