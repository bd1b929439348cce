/** A release over history, by the engine that decides live; plain Java. */
package io.harrier.backtest;
