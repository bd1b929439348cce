package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.transactions.ForgottenEnd;
import io.harrier.local.transactions.JudgedTransaction;
import io.harrier.local.transactions.OpenTransaction;
import io.harrier.local.transactions.RecordedOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code transactions list}. */
@Command(
    name = "list",
    description = {
      "Lists the open transactions of the detection job, and which of them nobody will ever end;"
          + " also those that Kafka has ended without telling a partition (KAFKA-20734).",
      "A job that runs has one open for each sink and subtask that has written since the last"
          + " checkpoint."
    })
final class TransactionsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TransactionOptions target;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<JudgedTransaction> transactions = target.orphans().look();
    List<ForgottenEnd> forgotten = target.forgotten().look();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      List<Map<String, Object>> all = new ArrayList<>();
      transactions.forEach(each -> all.add(toJson(each)));
      forgotten.forEach(each -> all.add(toJson(each)));
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      print(out, transactions, forgotten);
    }
    return 0;
  }

  private static void print(
      PrintWriter out, List<JudgedTransaction> transactions, List<ForgottenEnd> forgotten) {
    if (transactions.isEmpty() && forgotten.isEmpty()) {
      out.println("no open transactions");
      return;
    }
    TextTable table = new TextTable("TRANSACTIONAL ID", "OPEN SINCE", "WRITES TO", "", "");
    for (JudgedTransaction judged : transactions) {
      OpenTransaction transaction = judged.transaction();
      table.row(
          transaction.transactionalId(),
          transaction.startedAt().map(Instant::toString).orElse("-"),
          partitions(transaction),
          judged.orphan() ? "ORPHAN" : "needed",
          judged.reason());
    }
    for (ForgottenEnd each : forgotten) {
      table.row(
          each.transactionalId(),
          "offset " + each.offset(),
          each.partition().toString(),
          "FORGOTTEN",
          each.reason());
    }
    table.lines().forEach(out::println);
  }

  private static String partitions(OpenTransaction transaction) {
    return transaction.partitions().stream()
        .map(TopicPartition::toString)
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Object> toJson(JudgedTransaction judged) {
    OpenTransaction transaction = judged.transaction();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transactionalId", transaction.transactionalId());
    json.put("producerId", transaction.producerId());
    json.put("producerEpoch", transaction.producerEpoch());
    json.put("state", transaction.state().toString());
    json.put("startedAt", transaction.startedAt().map(Instant::toEpochMilli).orElse(null));
    json.put("timeoutMillis", transaction.timeout().toMillis());
    json.put("partitions", transaction.partitions().stream().map(Object::toString).toList());
    json.put("orphan", judged.orphan());
    json.put("forgotten", false);
    json.put("reason", judged.reason());
    return json;
  }

  private static Map<String, Object> toJson(ForgottenEnd end) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transactionalId", end.transactionalId());
    json.put("producerId", end.producerId());
    json.put("producerEpoch", end.epoch());
    json.put("partitions", List.of(end.partition().toString()));
    json.put("offset", end.offset());
    json.put("orphan", false);
    json.put("forgotten", true);
    json.put("outcome", end.outcome().map(RecordedOutcome::verb).orElse(null));
    json.put("reason", end.reason());
    return json;
  }
}
