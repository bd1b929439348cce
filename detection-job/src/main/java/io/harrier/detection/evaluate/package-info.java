/**
 * The keyed heart of the job: owns state, time and metrics, and leaves every decision to the
 * engine.
 */
package io.harrier.detection.evaluate;
