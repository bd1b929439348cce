package io.harrier.simulator.scoring;

import io.harrier.simulator.truth.Typology;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well fraud was found.
 *
 * @param byTypology only typologies of which there was an episode
 * @param alerted what an analyst would have opened
 * @param alerts how many alerts it came from
 */
public record ScoreReport(
    Map<Typology, TypologyScore> byTypology, List<AlertedEpisode> alerted, long alerts) {

  public ScoreReport {
    Map<Typology, TypologyScore> sorted = new EnumMap<>(Typology.class);
    sorted.putAll(byTypology);
    byTypology = Collections.unmodifiableMap(sorted);
    alerted = List.copyOf(alerted);
  }

  /** Over all typologies. */
  public TypologyScore total() {
    return byTypology.values().stream().reduce(new TypologyScore(0, 0), TypologyScore::plus);
  }

  /** Share of the episodes that were caught, 0 to 1. */
  public double recall() {
    return total().recall();
  }

  /** Share of the alerted episodes with fraud in them, 0 to 1; 1 when there was no alert. */
  public double precision() {
    return alerted.isEmpty() ? 1 : 1 - (double) falseEpisodes() / alerted.size();
  }

  /** Alerted episodes without any fraud. */
  public long falseEpisodes() {
    return alerted.stream().filter(episode -> !episode.justified()).count();
  }

  /** How many false episodes each rule had a part in, by the rule's id. */
  public Map<String, Long> falseByRule() {
    Map<String, Long> counts = new TreeMap<>();
    alerted.stream()
        .filter(episode -> !episode.justified())
        .flatMap(episode -> episode.ruleIds().stream())
        .forEach(rule -> counts.merge(rule, 1L, Long::sum));
    return counts;
  }

  /** A few lines for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "recall %.3f of %d episodes, precision %.3f of %d alerted, %d alerts%n",
            recall(),
            total().caught() + total().missed(),
            precision(),
            alerted.size(),
            alerts));
    byTypology.forEach(
        (typology, score) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-20s caught %4d  missed %4d%n",
                    typology.label(),
                    score.caught(),
                    score.missed())));
    falseByRule()
        .forEach(
            (rule, count) ->
                text.append(String.format(Locale.ROOT, "  false: %-28s %4d%n", rule, count)));
    return text.toString();
  }
}
