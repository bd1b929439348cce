package io.harrier.simulator;

/**
 * A risk score that should stand in {@code fraud.risk_scores} when the simulation begins.
 *
 * @param score 0 to 1
 */
public record KnownRisk(String userId, double score) {}
