/** The words an analyst's rule can use. */
package io.harrier.engine.vocabulary;
