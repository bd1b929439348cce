/**
 * From records of Kafka to events: decoding, rejection and watermarks. Nothing in it throws on
 * data.
 */
package io.harrier.detection.source;
