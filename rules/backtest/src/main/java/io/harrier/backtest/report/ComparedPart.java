package io.harrier.backtest.report;

import java.time.Instant;
import java.util.Map;

/**
 * What a comparison with the live release looked at.
 *
 * @param since the event time from which on it looked
 * @param from event time of the first transaction that was compared, or {@code null} without any
 * @param to event time of the last
 * @param transactions that were compared
 * @param ofOtherReleases how many were left out because another release decided them, by release
 * @param awaited how many were left out because their alerts are not all on the topic: not
 *     committed yet, or deleted
 */
public record ComparedPart(
    Instant since,
    Instant from,
    Instant to,
    long transactions,
    Map<String, Long> ofOtherReleases,
    long awaited) {}
