package io.harrier.model;

/**
 * How much was going on in one minute, country and channel: a record of the topic {@code activity}.
 * A later record for the same window, country and channel replaces the earlier one.
 *
 * @param windowStart inclusive, epoch milliseconds, aligned to the epoch
 * @param windowEnd exclusive, epoch milliseconds
 * @param country ISO 3166-1 alpha-2, or {@code "??"} when the transactions carry none
 * @param currency ISO 4217; amounts of different currencies are never added
 * @param transactions how many
 * @param amountMinor their sum, in minor units of {@code currency}
 */
public record ActivityCount(
    long windowStart,
    long windowEnd,
    String country,
    Channel channel,
    String currency,
    long transactions,
    long amountMinor) {}
