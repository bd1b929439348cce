/** The one way from an analyst's folder to a bundle that may be published. */
package io.harrier.engine.gate;
