/** Transactions from JSONL and CSV files, by a map of columns. */
package io.harrier.simulator.replay;
