/**
 * Runs the platform as {@code ./harrier up --cluster} does, sends it seeded traffic, lets its
 * processes die, and holds what came out to what a run without faults gives.
 */
package io.harrier.faults;
