/** What the job reads from Kafka: alerts as committed, and decisions. Uses the vocabulary alone. */
package io.harrier.alerting.intake;
