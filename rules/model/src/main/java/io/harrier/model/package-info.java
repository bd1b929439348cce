/**
 * The vocabulary of Harrier: what goes in, what comes out, and what is looked up. Immutable, free
 * of any engine; depends on nothing but the JDK.
 */
package io.harrier.model;
