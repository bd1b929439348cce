/** What networks and producers do to a stream: delay, repetition, damage. */
package io.harrier.simulator.disorder;
