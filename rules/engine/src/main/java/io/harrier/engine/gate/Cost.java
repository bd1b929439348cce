package io.harrier.engine.gate;

/**
 * What a rule or a sequence costs.
 *
 * @param id of the rule or sequence
 * @param nanos for one evaluation
 */
public record Cost(String id, double nanos) {}
