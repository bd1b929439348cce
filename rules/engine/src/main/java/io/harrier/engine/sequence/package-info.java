/** flink-cep's NFA over a user's marked transactions, on a state of our own. */
package io.harrier.engine.sequence;
