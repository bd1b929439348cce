/**
 * PostgreSQL, Kafka, Redis and the processes of a Flink cluster as child processes of this JVM,
 * from Maven artifacts, for tests and for one machine alike. Knows nothing of the rest of Harrier;
 * every server owns one directory, which holds its data, its ports and its log.
 */
package io.harrier.servers;
