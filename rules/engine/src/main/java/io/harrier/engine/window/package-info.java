/**
 * Exact windows over a user's packed history, and tiles beyond it. Plain arrays; knows the
 * vocabulary and releases, but no rules and no Flink.
 */
package io.harrier.engine.window;
