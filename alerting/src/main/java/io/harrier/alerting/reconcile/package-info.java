/** Compares the topic {@code alerts} with the table that projects it; knows nothing of Flink. */
package io.harrier.alerting.reconcile;
