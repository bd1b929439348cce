package io.harrier.detection.savepoint;

import io.harrier.detection.source.DecodeReferenceUpdates;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.model.PublishedRelease;
import io.harrier.model.Transaction;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A savepoint that a version of the job wrote, and what its topics held:
 *
 * <pre>
 *   savepoints/VERSION/savepoint/                 as Flink wrote it, in canonical format
 *                      before/TOPIC.txt           what the topics held when it was taken, a record a line
 *                      after/transactions.txt     what came later
 *                      after/RELEASE.txt          a release that may come later
 *                      alerts.txt                 ids of the alerts that were committed before it
 * </pre>
 *
 * A record of a reference topic is its key, a tab, and its value.
 */
public record KeptSavepoint(String version, Path directory) {

  /** All that are kept, the oldest version first. */
  public static List<KeptSavepoint> all() {
    try (Stream<Path> versions = Files.list(root())) {
      return versions
          .map(path -> new KeptSavepoint(path.getFileName().toString(), path))
          .sorted(Comparator.comparing(kept -> Version.parse(kept.version())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(KeptSavepoint.class.getResource("/savepoints").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where Flink's own files are. */
  public Path savepoint() {
    return directory.resolve("savepoint");
  }

  public List<Transaction> before() throws IOException {
    return transactions("before/transactions.txt");
  }

  List<Transaction> after() throws IOException {
    return transactions("after/transactions.txt");
  }

  /** What a reference topic held, by offset. */
  List<ReferenceUpdate> reference(ReferenceTable table) throws IOException {
    DecodeReferenceUpdates decode = new DecodeReferenceUpdates(table);
    List<ReferenceUpdate> updates = new ArrayList<>();
    long offset = 0;
    for (String line : lines("before/" + table.topic().topicName() + ".txt")) {
      String[] record = line.split("\t", 2);
      decode.deserialize(
          new ConsumerRecord<>(
              table.topic().topicName(), 0, offset++, bytes(record[0]), bytes(record[1])),
          new ListCollector<>(updates));
    }
    return updates;
  }

  /** A release that may come after the savepoint. */
  PublishedRelease laterRelease(String name) throws IOException {
    return PublishedReleaseJson.decode(bytes(lines("after/" + name + ".txt").get(0)));
  }

  Set<String> alertsBefore() throws IOException {
    return Set.copyOf(lines("alerts.txt"));
  }

  private List<Transaction> transactions(String file) throws IOException {
    List<Transaction> transactions = new ArrayList<>();
    try {
      for (String line : lines(file)) {
        transactions.add(TransactionJson.decode(bytes(line)));
      }
    } catch (RejectedException e) {
      throw new IOException(file + " holds what is no transaction", e);
    }
    return transactions;
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return version;
  }
}
