/** Holds what goes into savepoints to what every version has written; for the tests of modules. */
package io.harrier.model.sample;
