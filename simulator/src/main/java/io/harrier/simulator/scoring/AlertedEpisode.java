package io.harrier.simulator.scoring;

import java.util.List;

/**
 * One user's alerts with no long gap between them.
 *
 * @param start event time of the first alert, epoch milliseconds
 * @param end event time of the last
 * @param ruleIds the rules that raised them, sorted
 * @param justified whether there was fraud
 */
public record AlertedEpisode(
    String userId, long start, long end, List<String> ruleIds, boolean justified) {
  public AlertedEpisode {
    ruleIds = List.copyOf(ruleIds);
  }
}
