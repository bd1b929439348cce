/**
 * Keeps the compacted topics {@code reference.*} equal to their tables in Postgres, by change data
 * capture (Debezium, embedded). Uses the vocabulary of the model, Postgres and Kafka; knows nothing
 * of who reads the topics.
 */
package io.harrier.reference;
