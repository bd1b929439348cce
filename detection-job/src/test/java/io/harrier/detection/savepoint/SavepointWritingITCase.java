package io.harrier.detection.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.RunningJob;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Alert;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the savepoint of a version, by the whole job on RocksDB between real topics; once, when
 * the version is released: {@code -Dharrier.savepoint.write=VERSION}.
 */
@EnabledIfSystemProperty(named = "harrier.savepoint.write", matches = ".+")
class SavepointWritingITCase {
  /** The rule that is in quarantine, of the release that decides first. */
  static final String FIRST_RELEASE = "kept@1";

  static final String QUARANTINED = "even";

  private static final int BEFORE = 900;
  private static final int AFTER = 300;

  @TempDir Path directory;

  @Test
  void writes() throws Exception {
    Path target =
        Path.of("src/test/resources/savepoints", System.getProperty("harrier.savepoint.write"));
    assertThat(target).as("savepoints are written once").doesNotExist();
    Path sources = Path.of(getClass().getResource("/releases/kept").toURI());
    CompiledRelease release = new ReleaseCompiler().compile(sources);
    CompiledRelease changed = new ReleaseCompiler().compile(withAnotherSequence(sources));
    SavepointTraffic traffic = new SavepointTraffic(1);
    List<Transaction> before = traffic.next(BEFORE);
    long swap = traffic.time();
    List<Transaction> after = traffic.next(AFTER);
    long second = swap + (traffic.time() - swap) / 3;
    long third = swap + (traffic.time() - swap) * 2 / 3;

    try (RunningJob job =
        RunningJob.start(
            directory.resolve("job"),
            0,
            new FailingRule(FIRST_RELEASE, QUARANTINED),
            "--unsigned-releases=accept",
            "rocksdb")) {
      job.publish(live(FIRST_RELEASE, 0, release, 1));
      job.publish(live("kept@2", second, release, 2));
      for (int user = 0; user < 6; user++) {
        job.publish(
            new RiskScore("user-" + user, 0.2 * user, "kept", 1, SavepointTraffic.BEGIN, user));
      }
      job.publish(watched("d1"));
      job.publish(watched("d2"));
      job.publishSnapshotMarks();
      before.forEach(job::send);
      job.read(Topic.DECISIONS, BEFORE);
      Path savepoint = job.stopWithSavepoint(directory);

      Files.createDirectories(target.resolve("before"));
      Files.createDirectories(target.resolve("after"));
      copy(savepoint, target.resolve("savepoint"));
      for (Topic topic : List.of(Topic.RISK_SCORES, Topic.RELEASES, Topic.ENTITY_LISTS)) {
        Files.write(
            target.resolve("before/" + topic.topicName() + ".txt"),
            job.read(topic, 1).stream()
                .map(record -> text(record.key()) + "\t" + text(record.value()))
                .toList());
      }
      Files.write(
          target.resolve("alerts.txt"),
          job.read(Topic.ALERTS, 1).stream()
              .map(ConsumerRecord::value)
              .map(AlertJson::decode)
              .map(Alert::alertId)
              .sorted()
              .toList());
    }
    write(target.resolve("before/transactions.txt"), before);
    write(target.resolve("after/transactions.txt"), after);
    Files.write(
        target.resolve("after/same.txt"),
        List.of(text(PublishedReleaseJson.encode(live("kept@3", third, release, 3)))));
    Files.write(
        target.resolve("after/changed-sequence.txt"),
        List.of(text(PublishedReleaseJson.encode(live("changed@1", third, changed, 3)))));
  }

  private Path withAnotherSequence(Path sources) throws IOException {
    Path copy = directory.resolve("changed");
    copy(sources, copy);
    Path patterns = copy.resolve("patterns.yaml");
    Files.writeString(patterns, Files.readString(patterns).replace("within: 3h", "within: 2h"));
    return copy;
  }

  private static PublishedRelease live(
      String releaseId, long activeFrom, CompiledRelease release, long position) {
    return new PublishedRelease(
        releaseId,
        ReleaseState.LIVE,
        activeFrom,
        release.contentHash(),
        release.bundle(),
        position);
  }

  private static ListEntry watched(String device) {
    return new ListEntry(
        EntityList.WATCH, EntityKind.DEVICE, device, "kept", ListEntry.NEVER, 1, "ann", 0, 1);
  }

  private static void write(Path file, List<Transaction> transactions) throws IOException {
    Files.write(
        file,
        transactions.stream()
            .map(TransactionJson::encode)
            .map(SavepointWritingITCase::text)
            .toList());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
