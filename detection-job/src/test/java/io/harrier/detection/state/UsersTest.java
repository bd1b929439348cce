package io.harrier.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against users that are kept whole on the heap, through evictions from memory and crashes. */
class UsersTest {
  private static final long T = 1_760_000_000_000L;
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(
          Duration.ofMinutes(5),
          LateStrategy.SIDE_OUTPUT,
          Duration.ofHours(1),
          40,
          8,
          Duration.ofHours(24));

  private static LoadedRelease release;

  @BeforeAll
  static void compile() throws Exception {
    Path sources = Path.of(UsersTest.class.getResource("/releases/busy").toURI());
    release = LoadedRelease.load(new ReleaseCompiler().compile(sources).bundle());
  }

  @AfterAll
  static void close() {
    release.close();
  }

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(true));
  }

  @ParameterizedTest
  @MethodSource("backends")
  @SuppressWarnings("try") // the harness may be interrupted when it closes
  void decideLikeUsersThatAreKeptWhole(StateBackend backend) throws Exception {
    Random random = new Random(20_260_101);
    Map<String, UserEntry> whole = new HashMap<>();
    OperatorSubtaskState checkpoint = null;
    long time = T;
    int alerts = 0;
    int rebuilt = 0;
    try (ReleaseEvaluator oracle = new ReleaseEvaluator(release, "busy@1", SETTINGS)) {
      for (int attempt = 0; attempt < 8; attempt++) {
        // Room for all users, for some, or for one.
        long cacheBytes = List.of(10_000_000L, 60_000L, 1L).get(attempt % 3);
        Deciding deciding = new Deciding(cacheBytes);
        try (var harness = harness(deciding, backend, checkpoint)) {
          for (int i = 0; i < 400; i++) {
            time += random.nextInt(120_000);
            Transaction transaction = transaction(random, attempt * 400 + i, time);
            UserEntry entry =
                whole.computeIfAbsent(transaction.userId(), unused -> new UserEntry());
            Evaluation expected = oracle.evaluate(entry.state(), transaction, null, T);
            alerts += expected.alerts().size();
            harness.processElement(transaction, transaction.eventTime());

            assertThat(deciding.last).isEqualTo(expected);
          }
          rebuilt += (int) deciding.users.cache().misses();
          // Nobody here keeps earlier checkpoints' files, so that this one must hold all of its
          // own.
          checkpoint =
              harness
                  .snapshotWithLocalState(attempt, attempt, CheckpointType.FULL_CHECKPOINT)
                  .getJobManagerOwnedState();
        }
      }
    }
    assertThat(alerts).as("alerts that had to agree").isGreaterThan(500);
    assertThat(rebuilt).as("entries read from their state").isGreaterThan(500);
  }

  private static Transaction transaction(Random random, int number, long time) {
    String repeatedAtTimes = "t" + (random.nextInt(30) == 0 ? number - 5 : number);
    long disorder = random.nextInt(4) == 0 ? random.nextInt(600_000) : 0;
    return Transaction.builder(repeatedAtTimes, "user-" + random.nextInt(12), time - disorder)
        .type(random.nextBoolean() ? TransactionType.PURCHASE : TransactionType.TRANSFER)
        .channel(Channel.WEB)
        .amount(random.nextInt(100_000), "EUR")
        .merchantId("m" + random.nextInt(9))
        .country(random.nextInt(3) == 0 ? "FR" : "DE")
        .build();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Transaction, Void> harness(
      Deciding deciding, StateBackend backend, OperatorSubtaskState checkpoint) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(deciding), Transaction::userId, Types.STRING);
    harness.setStateBackend(backend);
    if (checkpoint != null) {
      harness.initializeState(checkpoint);
    }
    harness.open();
    return harness;
  }

  /** The store under test below an operator that does nothing else. */
  private static final class Deciding extends KeyedProcessFunction<String, Transaction, Void> {
    private static final long serialVersionUID = 1L;

    private final long cacheBytes;
    private transient ReleaseEvaluator evaluator;
    private transient Users users;
    private transient Evaluation last;

    Deciding(long cacheBytes) {
      this.cacheBytes = cacheBytes;
    }

    @Override
    public void open(OpenContext context) {
      evaluator = new ReleaseEvaluator(release, "busy@1", SETTINGS);
      users = new Users(getRuntimeContext(), cacheBytes);
    }

    @Override
    public void processElement(Transaction transaction, Context context, Collector<Void> out)
        throws Exception {
      UserEntry entry = users.get(transaction.userId());
      if (entry == null) {
        entry = new UserEntry();
      }
      last = evaluator.evaluate(entry.state(), transaction, null, T);
      if (last instanceof Evaluation.Decided) {
        entry.decided(transaction);
      }
      users.store(transaction.userId(), entry);
    }

    @Override
    public void close() {
      evaluator.close();
    }
  }
}
