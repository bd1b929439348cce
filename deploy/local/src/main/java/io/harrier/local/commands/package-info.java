/** One class for each command; they read options, call one thing and print what it says. */
package io.harrier.local.commands;
