package io.harrier.local.transactions;

import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.ImpatientAdmin;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks for transactions of the detection job that Kafka has ended without telling a partition, and
 * tells it. How they ended is decided and recorded: it matters not what the job does meanwhile.
 */
public final class ForgottenEndSweep {
  /**
   * Between two looks, both of which must find the same: longer than a leader is deposed unaware.
   */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String bootstrapServers;
  private final TransactionalIds ids;
  private final Collection<String> topics;
  private final Duration settle;

  /**
   * @param ids which transactions are the job's
   */
  public ForgottenEndSweep(String bootstrapServers, TransactionalIds ids) {
    this(
        bootstrapServers,
        ids,
        TransactionalIds.topics().stream().map(Topic::topicName).toList(),
        SETTLE);
  }

  ForgottenEndSweep(
      String bootstrapServers, TransactionalIds ids, Collection<String> topics, Duration settle) {
    this.bootstrapServers = bootstrapServers;
    this.ids = ids;
    this.topics = List.copyOf(topics);
    this.settle = settle;
  }

  /**
   * What was done about a forgotten end.
   *
   * @param ended otherwise the partition had been told just before
   */
  public record Ended(ForgottenEnd forgotten, RecordedOutcome outcome, boolean ended) {}

  private interface Question<T> {
    T ask(Admin admin) throws InterruptedException, ExecutionException;
  }

  /**
   * The forgotten ends, by partition and offset; also those of which nobody knows any more how the
   * transaction ended.
   *
   * @throws CommandFailedException if Kafka does not answer
   */
  public List<ForgottenEnd> look() throws InterruptedException {
    return ask(admin -> ForgottenEnds.find(admin, ids::contains, topics));
  }

  /**
   * Ends those that two looks, some seconds apart, find forgotten and of which it is known how they
   * ended.
   *
   * @throws CommandFailedException if Kafka does not answer, or does not let this user do so
   */
  public List<Ended> sweep() throws InterruptedException {
    List<ForgottenEnd> found = look().stream().filter(each -> each.outcome().isPresent()).toList();
    if (found.isEmpty()) {
      return List.of();
    }
    Thread.sleep(settle.toMillis());
    List<ForgottenEnd> still = look().stream().filter(found::contains).toList();
    return ask(
        admin -> {
          List<Ended> ended = new ArrayList<>();
          for (ForgottenEnd each : still) {
            RecordedOutcome outcome = each.outcome().orElseThrow();
            ended.add(new Ended(each, outcome, TransactionEnd.write(admin, each, outcome)));
          }
          return ended;
        });
  }

  private <T> T ask(Question<T> question) throws InterruptedException {
    try (Admin admin = ImpatientAdmin.create(bootstrapServers, PATIENCE)) {
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "Kafka at %s does not tell which transactions its partitions hold open (it takes READ on %s): %s"
              .formatted(bootstrapServers, String.join(", ", topics), e.getCause().getMessage()),
          e);
    }
  }
}
