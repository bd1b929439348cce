package io.harrier.simulator.disorder;

/**
 * How much of a stream does not come as it should.
 *
 * @param outOfOrder of the valid transactions: delayed, within the allowed lateness
 * @param late of the honest transactions: delayed beyond the allowed lateness
 * @param duplicate of the valid ones: sent twice
 * @param malformed how many malformed records are added, of the valid ones
 */
public record DisorderShares(double outOfOrder, double late, double duplicate, double malformed) {}
