/**
 * The Flink job from alerts to cases: settings, topology, entry point. Uses every package below it.
 */
package io.harrier.alerting;
