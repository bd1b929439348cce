package io.harrier.alerting.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertFixture;
import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.model.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Against a list of everything that ever happened. */
class UserCasesPropertyTest {
  private static final long SUPPRESSION = 600_000;

  /** Remembers all alerts, and computes from scratch. */
  private static final class Everything {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> lastUnsuppressed = new HashMap<>();
    private final Map<String, List<ReceivedAlert>> cases = new HashMap<>();
    private final Map<String, Integer> suppressedIn = new HashMap<>();

    void check(ReceivedAlert alert, Filing filing) {
      assertThat(filing.repeated()).isEqualTo(!seen.add(alert.alertId()));
      if (filing.repeated()) {
        return;
      }
      Long last = lastUnsuppressed.get(alert.ruleId());
      boolean suppressed = last != null && Math.abs(alert.eventTime() - last) < SUPPRESSION;
      assertThat(filing.suppressed()).isEqualTo(suppressed);
      List<ReceivedAlert> inCase = cases.computeIfAbsent(alert.caseId(), id -> new ArrayList<>());
      boolean wasOpen = inCase.size() > suppressedIn.getOrDefault(alert.caseId(), 0);
      inCase.add(alert);
      if (suppressed) {
        suppressedIn.merge(alert.caseId(), 1, Integer::sum);
      } else {
        lastUnsuppressed.merge(alert.ruleId(), alert.eventTime(), Math::max);
      }
      assertThat(filing.change().isPresent()).isEqualTo(wasOpen || !suppressed);
      filing.change().ifPresent(change -> check(change, inCase, wasOpen));
    }

    private void check(CaseChange change, List<ReceivedAlert> inCase, boolean wasOpen) {
      assertThat(change.opened()).isEqualTo(!wasOpen);
      assertThat(change.alertCount()).isEqualTo(inCase.size());
      assertThat(change.suppressedCount()).isEqualTo(suppressedIn.getOrDefault(change.caseId(), 0));
      assertThat(change.severity())
          .isEqualTo(
              inCase.stream().map(ReceivedAlert::severity).max(Comparator.naturalOrder()).get());
      assertThat(change.score())
          .isEqualTo(inCase.stream().mapToInt(ReceivedAlert::score).max().getAsInt());
      assertThat(change.firstAlertAt())
          .isEqualTo(inCase.stream().mapToLong(ReceivedAlert::eventTime).min().getAsLong());
      assertThat(change.lastAlertAt())
          .isEqualTo(inCase.stream().mapToLong(ReceivedAlert::eventTime).max().getAsLong());
    }
  }

  @Property(tries = 300)
  void filesLikeSomeoneWhoRemembersEverything(@ForAll("alerts") List<AlertFixture> alerts)
      throws IOException {
    Everything oracle = new Everything();
    UserCases cases = new UserCases();
    for (AlertFixture alert : alerts) {
      oracle.check(alert.received(), cases.file(alert.received(), SUPPRESSION));
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

  @Provide
  Arbitrary<List<AlertFixture>> alerts() {
    // Within the 20 minutes that an out-of-order alert may be behind; in the bounds for cases.
    Arbitrary<Long> minutes = Arbitraries.longs().between(0, 19);
    Arbitrary<Integer> ids = Arbitraries.integers().between(0, 60);
    return Combinators.combine(
            ids,
            Arbitraries.of("c1", "c2", "c3"),
            Arbitraries.of("r1", "r2", "r3"),
            Arbitraries.of(Severity.class),
            Arbitraries.integers().between(0, 100),
            minutes)
        .as(
            (id, caseId, rule, severity, score, minute) ->
                AlertFixture.of("a" + id, "u1")
                    .inCase(caseId)
                    .by(rule)
                    .with(severity, score)
                    .minutesLater(minute))
        .list()
        .ofMaxSize(40);
  }
}
