/** The topics of Kafka: their names, layout and headers. */
package io.harrier.model.topic;
