/** Exact windows over a user's packed history. */
package io.harrier.engine.window;
