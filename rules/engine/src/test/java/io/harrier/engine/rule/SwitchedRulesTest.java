package io.harrier.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SwitchedRulesTest {
  private final Map<BitSet, String> networks = new ConcurrentHashMap<>();
  private final CountDownLatch mayBeMade = new CountDownLatch(1);
  private final SwitchedRules<String> rules = new SwitchedRules<>(this::without);

  @Test
  void theNetworkFollowsWhenItIsMade() {
    String all = rules.network();
    assertThat(rules.switchOff(positions(1))).isFalse();
    assertThat(rules.off()).isEqualTo(positions(1));
    assertThat(rules.takeNext()).isFalse();
    assertThat(rules.network()).isSameAs(all);

    mayBeMade.countDown();
    await().until(rules::takeNext);
    assertThat(rules.network()).isSameAs(networks.get(positions(1)));
    assertThat(rules.takeNext()).isFalse();
  }

  @Test
  void whatIsOnAgainIsInTheNetworkAtOnce() {
    mayBeMade.countDown();
    rules.switchOff(positions(1, 2));
    await().until(rules::takeNext);

    assertThat(rules.switchOff(positions(2))).isTrue();
    assertThat(rules.network()).isSameAs(networks.get(positions()));
    await().until(rules::takeNext);
    assertThat(rules.network()).isSameAs(networks.get(positions(2)));
  }

  @Test
  void whatFailedIsOutOfTheNetworkAtOnce() {
    mayBeMade.countDown();
    rules.switchOffNow(positions(3));
    assertThat(rules.network()).isSameAs(networks.get(positions(3)));
    assertThat(rules.off()).isEqualTo(positions(3));
  }

  private String without(BitSet positions) {
    if (!positions.isEmpty()) {
      try {
        mayBeMade.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return networks.computeIfAbsent((BitSet) positions.clone(), off -> "without " + off);
  }

  private static BitSet positions(int... positions) {
    BitSet set = new BitSet();
    for (int position : positions) {
      set.set(position);
    }
    return set;
  }
}
