/** Random input that comes again when its seed is given; for the tests of modules. */
package io.harrier.model.chance;
