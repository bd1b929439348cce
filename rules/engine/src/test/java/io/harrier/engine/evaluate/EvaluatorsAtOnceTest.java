package io.harrier.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Alert;
import io.harrier.model.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluators of one loaded release, each in a thread of its own, see nothing of each other. */
class EvaluatorsAtOnceTest {
  private static final long T = 1_760_000_000_000L;
  private static final int THREADS = 4;
  private static final int TRANSACTIONS = 20_000;

  @TempDir private Path folder;

  @Test
  void eachAlertsOnItsOwnTransactionsAlone() throws Exception {
    Files.writeString(folder.resolve("release.yaml"), "name: any\ndescription: Fires always.\n");
    Files.writeString(
        folder.resolve("any.drl"),
        """
        rule "Any" @id("any") @severity("LOW")
        when Transaction( amount > 0 )
        then alert( 10, "any" ); end
        """);
    byte[] bundle = new ReleaseCompiler().compile(folder).bundle();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (LoadedRelease release = LoadedRelease.load(bundle)) {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<List<String>>> alerted = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        String user = "user-" + i;
        alerted.add(threads.submit(() -> alerted(release, user, start)));
      }
      for (int i = 0; i < THREADS; i++) {
        assertThat(alerted.get(i).get()).containsOnly("user-" + i).hasSize(TRANSACTIONS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> alerted(LoadedRelease release, String user, CyclicBarrier start)
      throws Exception {
    List<String> users = new ArrayList<>(TRANSACTIONS);
    try (ReleaseEvaluator evaluator =
        new ReleaseEvaluator(release, "any@1", EvaluationSettings.DEFAULT)) {
      start.await();
      for (int i = 0; i < TRANSACTIONS; i++) {
        Transaction transaction =
            Transaction.builder("t-" + i, user, T).amount(1_000, "EUR").build();
        evaluator.evaluate(new UserState(), transaction, null, T).alerts().stream()
            .map(Alert::userId)
            .forEach(users::add);
      }
    }
    return users;
  }
}
