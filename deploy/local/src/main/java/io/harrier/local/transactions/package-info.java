/**
 * Finds transactions in Kafka that hold back readers of committed records and that nobody will ever
 * end, and ends them: orphans are aborted, and what Kafka has ended without telling a partition is
 * told to it.
 */
package io.harrier.local.transactions;
