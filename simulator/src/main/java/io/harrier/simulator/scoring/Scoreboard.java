package io.harrier.simulator.scoring;

import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds alerts against the truth, in whatever order they come; for one thread.
 *
 * <ul>
 *   <li>An episode is <i>caught</i> when an alert names one of its transactions.
 *   <li>An alert is <i>justified</i> when it names a fraudulent transaction, or falls into the time
 *       from the first transaction of one of its user's episodes to a grace period after the last.
 *   <li>One user's alerts with no gap longer than the gap are one <i>alerted episode</i>: what an
 *       analyst opens once. It is <i>false</i> when none of its alerts is justified.
 * </ul>
 */
public final class Scoreboard {
  /** The gap between two cases of a user. */
  public static final Duration DEFAULT_GAP = Duration.ofHours(24);

  /** A session closes, and an absence becomes certain, some time after the last transaction. */
  private static final long GRACE = Duration.ofHours(2).toMillis();

  private final long gap;
  private final Map<String, Truth.FraudulentTransaction> fraud = new HashMap<>();
  private final Map<String, Progress> episodes = new LinkedHashMap<>();
  private final Map<String, List<RaisedAlert>> alerts = new TreeMap<>();
  private long alertCount;

  /** What is known of an episode so far. */
  private static final class Progress {
    private final String userId;
    private final Typology typology;
    private long start;
    private long end;

    private Progress(Truth.FraudulentTransaction first) {
      userId = first.userId();
      typology = first.typology();
      start = first.eventTime();
      end = first.eventTime();
    }
  }

  /**
   * @param gap the longest silence within one alerted episode
   */
  public Scoreboard(Duration gap) {
    this.gap = gap.toMillis();
  }

  /** Takes a piece of the truth; an episode's summary says nothing that its transactions do not. */
  public void truth(Truth truth) {
    if (truth instanceof Truth.FraudulentTransaction transaction
        && fraud.put(transaction.transactionId(), transaction) == null) {
      Progress episode =
          episodes.computeIfAbsent(transaction.episodeId(), id -> new Progress(transaction));
      episode.start = Math.min(episode.start, transaction.eventTime());
      episode.end = Math.max(episode.end, transaction.eventTime());
    }
  }

  public void alert(RaisedAlert alert) {
    alerts.computeIfAbsent(alert.userId(), user -> new ArrayList<>()).add(alert);
    alertCount++;
  }

  /** How it stands. */
  public ScoreReport report() {
    Set<String> caught = new HashSet<>();
    for (List<RaisedAlert> ofUser : alerts.values()) {
      for (RaisedAlert alert : ofUser) {
        for (String id : alert.transactionIds()) {
          Truth.FraudulentTransaction transaction = fraud.get(id);
          if (transaction != null) {
            caught.add(transaction.episodeId());
          }
        }
      }
    }
    Map<Typology, TypologyScore> byTypology = new EnumMap<>(Typology.class);
    episodes.forEach(
        (id, episode) ->
            byTypology.merge(
                episode.typology,
                caught.contains(id) ? TypologyScore.CAUGHT : TypologyScore.MISSED,
                TypologyScore::plus));
    List<AlertedEpisode> alerted = alertedEpisodes();
    return new ScoreReport(byTypology, alerted, alertCount);
  }

  private List<AlertedEpisode> alertedEpisodes() {
    Map<String, List<Progress>> byUser = new HashMap<>();
    episodes
        .values()
        .forEach(
            episode ->
                byUser.computeIfAbsent(episode.userId, user -> new ArrayList<>()).add(episode));
    List<AlertedEpisode> alerted = new ArrayList<>();
    alerts.forEach(
        (user, raised) -> {
          List<RaisedAlert> inOrder = new ArrayList<>(raised);
          inOrder.sort(Comparator.comparingLong(RaisedAlert::eventTime));
          List<RaisedAlert> together = new ArrayList<>();
          for (RaisedAlert alert : inOrder) {
            if (!together.isEmpty()
                && alert.eventTime() - together.get(together.size() - 1).eventTime() > gap) {
              alerted.add(alertedEpisode(user, together, byUser));
              together = new ArrayList<>();
            }
            together.add(alert);
          }
          alerted.add(alertedEpisode(user, together, byUser));
        });
    return alerted;
  }

  private AlertedEpisode alertedEpisode(
      String user, List<RaisedAlert> together, Map<String, List<Progress>> episodesByUser) {
    List<Progress> ofUser = episodesByUser.getOrDefault(user, List.of());
    boolean justified = together.stream().anyMatch(alert -> isJustified(alert, ofUser));
    List<String> rules = together.stream().map(RaisedAlert::ruleId).distinct().sorted().toList();
    return new AlertedEpisode(
        user,
        together.get(0).eventTime(),
        together.get(together.size() - 1).eventTime(),
        rules,
        justified);
  }

  private boolean isJustified(RaisedAlert alert, List<Progress> episodesOfUser) {
    return alert.transactionIds().stream().anyMatch(fraud::containsKey)
        || episodesOfUser.stream()
            .anyMatch(
                episode ->
                    alert.eventTime() >= episode.start && alert.eventTime() <= episode.end + GRACE);
  }
}
