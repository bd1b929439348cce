/** One transaction in, a decision and alerts out. */
package io.harrier.engine.evaluate;
