package io.harrier.engine.sequence;

import io.harrier.engine.rule.CostSamples;
import io.harrier.engine.rule.RuleProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts how often each pattern runs and matches, and times some of the runs. */
final class PatternProfiler {
  /** One run in so many is timed; a power of two. */
  static final int RUNS_PER_SAMPLE = 16;

  private final List<PatternProgram> patterns;
  private final long[] runs;
  private final long[] matches;
  private final long[] lastMatchAt;
  private final CostSamples costs;
  private int samples;

  PatternProfiler(List<PatternProgram> patterns) {
    this.patterns = patterns;
    runs = new long[patterns.size()];
    matches = new long[patterns.size()];
    lastMatchAt = new long[patterns.size()];
    Arrays.fill(lastMatchAt, RuleProfile.NEVER);
    costs = new CostSamples(patterns.size());
  }

  /** Whether the run that begins is to be timed. */
  boolean begins(int pattern) {
    return (++runs[pattern] & (RUNS_PER_SAMPLE - 1)) == 0;
  }

  void took(int pattern, long nanos) {
    costs.add(pattern, nanos);
    samples++;
  }

  void matched(int pattern, long eventTime) {
    matches[pattern]++;
    lastMatchAt[pattern] = eventTime;
  }

  /** How often {@link CostSamples#KEPT} runs have been timed; wraps around. */
  int rounds() {
    return samples / CostSamples.KEPT;
  }

  List<RuleProfile> profiles() {
    List<RuleProfile> profiles = new ArrayList<>(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      profiles.add(
          new RuleProfile(
              patterns.get(i).definition().id(),
              true,
              runs[i],
              matches[i],
              lastMatchAt[i],
              costs.count(i),
              costs.median(i)));
    }
    return profiles;
  }
}
