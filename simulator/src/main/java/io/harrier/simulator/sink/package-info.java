/** Where simulated and replayed records go: Kafka, files. */
package io.harrier.simulator.sink;
