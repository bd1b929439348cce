package io.harrier.detection.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a job resumes from and with: it goes on as one that was never stopped.
 *
 * <p>From the newest savepoint in every combination, from older ones in a third of them; in all
 * with {@code -Pnightly}.
 */
class ResumeITCase {
  private static final int SAVED_PARALLELISM = 2;
  private static final boolean ALL = Boolean.getBoolean("harrier.resumes.all");
  private static final Map<String, NeverStopped> EXPECTED = new HashMap<>();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2 * SAVED_PARALLELISM)
              .build());

  /** What is otherwise than when the savepoint was taken. */
  enum Change {
    NOTHING,
    /** Every format is read from an earlier version, a state has been added, another removed. */
    CODE,
    /** A release with the same sequences is published, and becomes active in between. */
    RELEASE,
    /** The same with one sequence changed, whose open matches end. */
    SEQUENCE,
    /** The job fails while it is restored, and once more later. */
    CRASHES
  }

  @TempDir Path directory;

  static Stream<Arguments> resumes() {
    List<Arguments> resumes = new ArrayList<>();
    List<String> backends = List.of("hashmap", "rocksdb");
    List<Integer> parallelisms =
        List.of(SAVED_PARALLELISM, 2 * SAVED_PARALLELISM, SAVED_PARALLELISM / 2);
    List<KeptSavepoint> oldestFirst = KeptSavepoint.all();
    for (KeptSavepoint kept : oldestFirst) {
      boolean all = ALL || kept.equals(oldestFirst.get(oldestFirst.size() - 1));
      int number = 0;
      for (String backend : backends) {
        for (int parallelism : parallelisms) {
          for (Change change : Change.values()) {
            if (all || number++ % 3 == 0) {
              resumes.add(Arguments.of(kept, backend, parallelism, change));
            }
          }
        }
      }
    }
    return resumes.stream();
  }

  @ParameterizedTest(name = "{0} on {1}, parallelism {2}, changed: {3}")
  @MethodSource("resumes")
  void goesOnAsIfItHadNeverStopped(
      KeptSavepoint kept, String backend, int parallelism, Change change) throws Exception {
    Optional<PublishedRelease> later =
        switch (change) {
          case RELEASE -> Optional.of(kept.laterRelease("same"));
          case SEQUENCE -> Optional.of(kept.laterRelease("changed-sequence"));
          case NOTHING, CODE, CRASHES -> Optional.empty();
        };
    Path savepoint =
        change == Change.CODE
            ? EarlierSavepoint.of(kept.savepoint(), directory.resolve("earlier"))
            : kept.savepoint();

    World world =
        new Resume(kept, later)
            .run(savepoint, backend, parallelism, change == Change.CRASHES, directory);

    NeverStopped expected = expected(kept, later);
    assertThat(world.decisions().values())
        .as("decisions after the savepoint")
        .containsExactlyInAnyOrderElementsOf(expected.decisions());
    assertThat(world.alerts().values())
        .as("alerts after the savepoint")
        .hasSizeGreaterThan(60)
        .containsExactlyInAnyOrderElementsOf(expected.alerts());
    if (later.isPresent()) {
      assertThat(world.decisions().values())
          .extracting(Decision::release)
          .contains(later.get().releaseId());
    }
  }

  private static NeverStopped expected(KeptSavepoint kept, Optional<PublishedRelease> later)
      throws Exception {
    String key = kept.version() + later.map(PublishedRelease::releaseId).orElse("");
    NeverStopped expected = EXPECTED.get(key);
    if (expected == null) {
      expected = NeverStopped.after(kept, later);
      EXPECTED.put(key, expected);
    }
    return expected;
  }
}
