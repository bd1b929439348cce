package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReleaseCacheTest {
  private final ReleaseCache cache = new ReleaseCache();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private final PublishedRelease release =
      References.release("r@1", ReleaseState.LIVE, 0, "content", 1);

  @Test
  void loadsOnceAndClosesWithTheLastLease() {
    ReleaseCache.Lease first = cache.lease(this::load, release);
    ReleaseCache.Lease second = cache.lease(this::load, release);
    assertThat(first.await()).isSameAs(second.await());
    assertThat(loads).hasValue(1);

    first.close();
    first.close();
    assertThat(closes).hasValue(0);
    second.close();

    assertThat(closes).hasValue(1);
    assertThat(cache.size()).isZero();
  }

  @Test
  void refusesABundleThatIsNotWhatItsHashSays() {
    PublishedRelease tampered =
        new PublishedRelease("r@1", ReleaseState.LIVE, 0, release.contentHash(), new byte[] {1}, 1);
    try (ReleaseCache.Lease lease = cache.lease(this::load, tampered)) {
      assertThatThrownBy(lease::await)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("SHA-256");
      assertThat(lease.make(loaded -> loaded)).failsWithin(Duration.ofSeconds(10));
    }
    assertThat(cache.size()).isZero();
  }

  private ReleaseLoader.Loaded load(byte[] bundle) {
    loads.incrementAndGet();
    return new ReleaseLoader.Loaded() {
      @Override
      public TransactionEvaluator newEvaluator(String releaseId, EvaluationSettings settings) {
        throw new UnsupportedOperationException("not asked for here");
      }

      @Override
      public TransactionEvaluator newShadow(String releaseId, EvaluationSettings settings) {
        throw new UnsupportedOperationException("not asked for here");
      }

      @Override
      public void close() {
        closes.incrementAndGet();
      }
    };
  }
}
