/** From results to records of Kafka. */
package io.harrier.detection.sink;
