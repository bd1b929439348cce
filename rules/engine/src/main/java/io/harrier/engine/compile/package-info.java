/** From a checked release to a bundle, in a process of its own. */
package io.harrier.engine.compile;
