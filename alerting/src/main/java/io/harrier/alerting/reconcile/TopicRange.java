package io.harrier.alerting.reconcile;

/**
 * What a partition held when the reconciliation started.
 *
 * @param begin offset of the oldest record that Kafka still had
 * @param end offset after the newest committed record
 */
record TopicRange(int partition, long begin, long end) {}
