package io.harrier.engine.rule;

import io.harrier.model.Severity;

/** A rule fired and asked for an alert; the reason's placeholders are filled in. */
public record FiredAlert(String ruleId, Severity severity, int score, String reason) {}
