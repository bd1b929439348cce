/**
 * The detection job: its settings, its topology and its entry point. Depends on the vocabulary and
 * on the engine; decides nothing itself.
 */
package io.harrier.detection;
