/** flink-cep's NFA over a user's marked transactions. */
package io.harrier.engine.sequence;
