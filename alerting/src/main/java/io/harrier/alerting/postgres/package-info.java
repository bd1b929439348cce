/**
 * The projection into the schema {@code fraud}: statements, and sinks over Flink's JDBC connector.
 */
package io.harrier.alerting.postgres;
