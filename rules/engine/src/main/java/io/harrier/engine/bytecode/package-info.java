/** What compiled rules may do, read from their bytes before a class is defined. Uses ASM alone. */
package io.harrier.engine.bytecode;
