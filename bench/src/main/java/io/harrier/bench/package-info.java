/**
 * Benchmarks with JMH, each beside the obvious way to do the same. May use every part of Harrier
 * but the servers.
 */
package io.harrier.bench;
