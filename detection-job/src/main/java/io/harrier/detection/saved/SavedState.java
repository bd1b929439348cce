package io.harrier.detection.saved;

import io.harrier.detection.Operator;
import io.harrier.detection.state.Formats;
import io.harrier.detection.state.States;
import io.harrier.detection.state.UserEntry;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * What a savepoint or a checkpoint of the job holds. Each question runs a small job in this JVM,
 * which reads all of the state it is about: some seconds, more with many users.
 */
public final class SavedState {
  private static final OperatorIdentifier EVALUATE =
      OperatorIdentifier.forUid(Operator.EVALUATE_TRANSACTIONS.uid());

  private final Path snapshot;

  /**
   * @param snapshot the directory that holds {@code _metadata}
   */
  public SavedState(Path snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * What is known of one user.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Optional<UserEntry> user(String userId) throws IOException {
    return Optional.ofNullable(read(new ReadUsers(userId)).get(userId));
  }

  /**
   * What is known of every user, by user id. All of it is taken into memory.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Map<String, UserEntry> users() throws IOException {
    return read(new ReadUsers(null));
  }

  /**
   * The releases that the job knows, by id.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Map<String, PublishedRelease> releases() throws IOException {
    return broadcast(States.releases().getName(), Formats.PUBLISHED_RELEASE.typeInfo());
  }

  /**
   * Risk scores by user id.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Map<String, RiskScore> riskScores() throws IOException {
    return broadcast(States.riskScores().getName(), Formats.RISK_SCORE.typeInfo());
  }

  /**
   * Entries of the lists by their key.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public Map<String, ListEntry> entityLists() throws IOException {
    return broadcast(States.entityLists().getName(), Formats.LIST_ENTRY.typeInfo());
  }

  /**
   * The rules that subtasks have switched off.
   *
   * @throws IOException if the snapshot cannot be read
   */
  public List<QuarantinedRule> quarantinedRules() throws IOException {
    return all(
        reader()
            .readUnionState(
                EVALUATE,
                States.quarantinedRules().getName(),
                Formats.QUARANTINED_RULE.typeInfo()));
  }

  private Map<String, UserEntry> read(ReadUsers which) throws IOException {
    Map<String, UserEntry> users = new HashMap<>();
    DataStream<Tuple2<String, byte[]>> read =
        reader()
            .readKeyedState(EVALUATE, which, Types.STRING, ReadUsers.TYPE)
            .filter(ReadUsers::isUser);
    for (Tuple2<String, byte[]> user : all(read)) {
      users.put(
          user.f0,
          Formats.USER_ENTRY.read(
              Formats.USER_ENTRY.version(), new DataInputDeserializer(user.f1)));
    }
    return users;
  }

  private <T> Map<String, T> broadcast(String state, TypeInformation<T> type) throws IOException {
    Map<String, T> values = new HashMap<>();
    for (Tuple2<String, T> entry :
        all(reader().readBroadcastState(EVALUATE, state, Types.STRING, type))) {
      values.put(entry.f0, entry.f1);
    }
    return values;
  }

  /** RocksDB reads its own checkpoints, and savepoints in canonical format of either backend. */
  private SavepointReader reader() throws IOException {
    return SavepointReader.read(
        StreamExecutionEnvironment.createLocalEnvironment(1),
        snapshot.toUri().toString(),
        new EmbeddedRocksDBStateBackend());
  }

  @SuppressWarnings("try") // Flink declares close() to throw any exception
  private <T> List<T> all(DataStream<T> stream) throws IOException {
    List<T> values = new ArrayList<>();
    try (CloseableIterator<T> each = stream.executeAndCollect("read " + snapshot)) {
      each.forEachRemaining(values::add);
    } catch (Exception e) {
      throw new IOException("the state in " + snapshot + " cannot be read", e);
    }
    return values;
  }
}
