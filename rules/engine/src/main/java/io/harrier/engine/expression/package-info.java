/** Conditions as analysts write them, parsed and limited to the vocabulary. */
package io.harrier.engine.expression;
