package io.harrier.alerting.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertFixture;
import io.harrier.model.Severity;
import io.harrier.model.chance.Draw;
import io.harrier.model.chance.RandomSeeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.assertj.core.api.ObjectAssert;

/** Against a list of everything that ever happened. */
class UserCasesPropertyTest {
  private static final long SUPPRESSION = 600_000;

  /** Remembers all alerts, and computes from scratch. */
  private static final class Everything {
    private final List<AlertFixture> filed = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> lastUnsuppressed = new HashMap<>();
    private final Map<String, List<AlertFixture>> cases = new HashMap<>();
    private final Map<String, Integer> suppressedIn = new HashMap<>();

    void check(AlertFixture alert, Filing filing) {
      filed.add(alert);
      assertThatThis(filing.repeated()).isEqualTo(!seen.add(alert.alertId()));
      if (filing.repeated()) {
        return;
      }
      Long last = lastUnsuppressed.get(alert.ruleId());
      boolean suppressed = last != null && Math.abs(alert.eventTime() - last) < SUPPRESSION;
      assertThatThis(filing.suppressed()).isEqualTo(suppressed);
      List<AlertFixture> inCase = cases.computeIfAbsent(alert.caseId(), id -> new ArrayList<>());
      boolean wasOpen = inCase.size() > suppressedIn.getOrDefault(alert.caseId(), 0);
      inCase.add(alert);
      if (suppressed) {
        suppressedIn.merge(alert.caseId(), 1, Integer::sum);
      } else {
        lastUnsuppressed.merge(alert.ruleId(), alert.eventTime(), Math::max);
      }
      assertThatThis(filing.change().isPresent()).isEqualTo(wasOpen || !suppressed);
      filing.change().ifPresent(change -> check(change, inCase, wasOpen));
    }

    private void check(CaseChange change, List<AlertFixture> inCase, boolean wasOpen) {
      assertThatThis(change.opened()).isEqualTo(!wasOpen);
      assertThatThis(change.alertCount()).isEqualTo(inCase.size());
      assertThatThis(change.suppressedCount())
          .isEqualTo(suppressedIn.getOrDefault(change.caseId(), 0));
      assertThatThis(change.severity())
          .isEqualTo(
              inCase.stream().map(AlertFixture::severity).max(Comparator.naturalOrder()).get());
      assertThatThis(change.score())
          .isEqualTo(inCase.stream().mapToInt(AlertFixture::score).max().getAsInt());
      assertThatThis(change.firstAlertAt())
          .isEqualTo(inCase.stream().mapToLong(AlertFixture::eventTime).min().getAsLong());
      assertThatThis(change.lastAlertAt())
          .isEqualTo(inCase.stream().mapToLong(AlertFixture::eventTime).max().getAsLong());
    }

    private ObjectAssert<Object> assertThatThis(Object actual) {
      return assertThat(actual).as("after %s", filed);
    }
  }

  @RandomSeeds(300)
  void filesLikeSomeoneWhoRemembersEverything(long seed) throws IOException {
    Random random = new Random(seed);
    Everything oracle = new Everything();
    UserCases cases = new UserCases();
    for (AlertFixture alert : Draw.list(random, 0, 40, () -> alert(random))) {
      oracle.check(alert, cases.file(alert.received(), SUPPRESSION));
      // As a state backend may at any time.
      cases = throughBytes(cases.copy());
    }
  }

  private static UserCases throughBytes(UserCases cases) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    UserCasesSerializer.INSTANCE.serialize(cases, out);
    return UserCasesSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static AlertFixture alert(Random random) {
    return AlertFixture.of("a" + Draw.between(random, 0, 60), "u1")
        .inCase(Draw.oneOf(random, "c1", "c2", "c3"))
        .by(Draw.oneOf(random, "r1", "r2", "r3"))
        .with(Draw.oneOf(random, Severity.values()), Draw.between(random, 0, 100))
        // Within the 20 minutes that an out-of-order alert may be behind; in the bounds for cases.
        .minutesLater(Draw.between(random, 0, 19));
  }
}
