package io.harrier.registry;

import io.harrier.model.ReleaseState;

/**
 * What publishing came to.
 *
 * @param release the release that decides from now on, or that waits for an approval
 * @param isNew false if exactly this content decided already: then nothing was changed
 */
public record Publication(Release release, boolean isNew) {

  /** Whether it decides nothing yet, because nobody but its author has seen it. */
  public boolean waitsForApproval() {
    return release.state() != ReleaseState.LIVE;
  }
}
