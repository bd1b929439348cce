/** The alerts that the job reads from Kafka, as committed. Uses the vocabulary alone. */
package io.harrier.alerting.intake;
