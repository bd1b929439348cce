/** A release as its folder says it: features, rules, patterns. Executes and compiles nothing. */
package io.harrier.engine.release;
