package io.harrier.backtest;

import io.harrier.engine.bundle.LoadedRelease;
import java.util.Objects;

/**
 * A release to be tried.
 *
 * @param releaseId {@code name@version}, or how a draft is to be called
 * @param release outlives the backtest
 */
public record Candidate(String releaseId, LoadedRelease release) {
  public Candidate {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(release, "release");
  }
}
