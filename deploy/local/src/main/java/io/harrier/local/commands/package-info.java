/**
 * The command line: one class for each command, which reads options, calls one thing and prints
 * what it says.
 */
package io.harrier.local.commands;
