/**
 * A user's sessions: how they grow out of transactions, and how they close. Knows the vocabulary,
 * and no Flink.
 */
package io.harrier.engine.session;
