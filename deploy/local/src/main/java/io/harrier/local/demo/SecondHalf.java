package io.harrier.local.demo;

import io.harrier.local.demo.ScoreboardView.Percentiles;

/**
 * The second half of a demo by itself, when everything has been compiled and caught up.
 *
 * @param decisionsPerSecond how many transactions were decided in it, by its length
 */
public record SecondHalf(
    double decisionsPerSecond, Percentiles decisionLatencyMillis, Percentiles alertLatencyMillis) {}
