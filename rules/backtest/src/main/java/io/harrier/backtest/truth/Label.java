package io.harrier.backtest.truth;

/**
 * A transaction that was fraud.
 *
 * @param number of this transaction among all labelled ones, from 0
 * @param episode number of its episode, from 0
 */
public record Label(int number, int episode) {}
