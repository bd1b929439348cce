/**
 * Finds transactions in Kafka that hold back readers of committed records and that nobody will ever
 * end, and ends them.
 */
package io.harrier.local.transactions;
