package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedAheadTest {
  private static final List<String> LOADS = Collections.synchronizedList(new ArrayList<>());

  private final ReleaseCache cache = new ReleaseCache();

  @Test
  void whatGoesOnIsLoadedAlready() {
    LOADS.clear();
    PublishedRelease waits = waiting("next@1", 1);
    try (LoadedAhead ahead = new LoadedAhead(cache, LoadedAheadTest::load)) {
      ahead.replace(List.of(waits));
      try (ReleaseCache.Lease live = cache.lease(LoadedAheadTest::load, waits)) {
        ahead.replace(List.of());
        live.await();
        assertThat(LOADS).containsExactly("next@1");
        assertThat(cache.size()).isEqualTo(1);
      }
      assertThat(cache.size()).isZero();
    }
  }

  @Test
  void theSameContentUnderTwoVersionsIsLeasedOnce() {
    try (LoadedAhead ahead = new LoadedAhead(cache, new ScriptedRelease())) {
      PublishedRelease first = References.release("r@1", ReleaseState.VALIDATED, 0, "same", 1);
      PublishedRelease second = References.release("r@2", ReleaseState.VALIDATED, 0, "same", 2);
      ahead.replace(List.of(first, second));
      ahead.replace(List.of(second));
      assertThat(cache.size()).isEqualTo(1);
    }
    assertThat(cache.size()).isZero();
  }

  @Test
  void theJobLoadsTheNewestThatWaitAndDecidesByNone() throws Exception {
    LOADS.clear();
    try (EvaluateHarness job = EvaluateHarness.start(LoadedAheadTest::load).ready()) {
      job.receive("t1", "ann", EvaluateHarness.NOW);
      int before = ReleaseCache.shared().size();
      job.apply(References.changed(11, waiting("first@1", 11), 0));
      job.apply(References.changed(12, waiting("broken", 12), 0));
      job.apply(References.changed(13, waiting("third@1", 13), 0));
      assertThat(ReleaseCache.shared().size()).isEqualTo(before + PublishedRelease.LOADED_AHEAD);
      job.receive("t2", "ann", EvaluateHarness.NOW);

      job.apply(
          References.changed(
              14, References.release("third@1", ReleaseState.LIVE, 1, "third@1", 14), 0));
      job.receive("t3", "ann", EvaluateHarness.NOW);

      assertThat(job.decisions())
          .extracting(Decision::release)
          .containsExactly("base@1", "base@1", "third@1");
      assertThat(LOADS).filteredOn("third@1"::equals).hasSize(1);
    }
  }

  private static PublishedRelease waiting(String releaseId, long position) {
    return References.release(
        releaseId, ReleaseState.VALIDATED, PublishedRelease.NEVER, releaseId, position);
  }

  private static ReleaseLoader.Loaded load(byte[] bundle) throws InvalidBundleException {
    LOADS.add(new String(bundle, StandardCharsets.UTF_8));
    return new ScriptedRelease().load(bundle);
  }
}
