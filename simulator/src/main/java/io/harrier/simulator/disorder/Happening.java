package io.harrier.simulator.disorder;

import io.harrier.model.Transaction;
import io.harrier.simulator.truth.Truth;
import java.util.List;

/**
 * A transaction as it happens, before anything delays it.
 *
 * @param truth what is known of it; empty when it is honest
 */
public record Happening(Transaction transaction, List<Truth> truth) {}
