/** The compiled release: packed, and loaded without a compiler. */
package io.harrier.engine.bundle;
