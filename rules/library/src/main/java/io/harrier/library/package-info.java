/** The shipped release, to be copied out into a folder; needs nothing but the JDK. */
package io.harrier.library;
