package io.harrier.local.commands;

import io.harrier.local.transactions.ForgottenEnd;
import io.harrier.local.transactions.ForgottenEndSweep;
import io.harrier.local.transactions.ForgottenEndSweep.Ended;
import io.harrier.local.transactions.JudgedTransaction;
import io.harrier.local.transactions.TransactionSweep;
import io.harrier.local.transactions.TransactionSweep.Swept;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code transactions sweep}. */
@Command(
    name = "sweep",
    description = {
      "Aborts the open transactions of the detection job that nobody will ever end; until then, or"
          + " their timeout, readers of committed records get nothing that was written behind them.",
      "Nothing that a snapshot may still commit is touched: while no job runs, nothing is aborted.",
      "What Kafka has ended without telling a partition (KAFKA-20734) is told to it, as Kafka has"
          + " recorded it, whether a job runs or not.",
      "Exit code 0 when neither is left. A platform that ./harrier up runs sweeps by itself."
    })
final class TransactionsSweepCommand implements Callable<Integer> {
  private static final String NOTHING = "no orphaned transaction";

  @Spec private CommandSpec spec;
  @Mixin private TransactionOptions target;

  @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
  private boolean dryRun;

  @Option(
      names = "--transactional-id",
      paramLabel = "ID",
      description = "Aborts what is open under this id, with --force, while no job runs.")
  private String transactionalId;

  @Option(
      names = "--force",
      description =
          "No job will resume from a snapshot that commits the transaction: what is in it may be"
              + " lost.")
  private boolean force;

  @Override
  public Integer call() throws InterruptedException {
    if ((transactionalId != null) != force || (force && dryRun)) {
      throw new ParameterException(
          spec.commandLine(),
          "--transactional-id and --force go together, and without --dry-run: one transaction is"
              + " aborted on your word");
    }
    TransactionSweep orphans = target.orphans();
    PrintWriter out = spec.commandLine().getOut();
    if (force) {
      return print(out, List.of(orphans.force(transactionalId))) ? 0 : 1;
    }
    ForgottenEndSweep forgotten = target.forgotten();
    if (dryRun) {
      foretell(out, orphans.look(), forgotten.look());
      return 0;
    }
    List<Swept> swept = orphans.sweep();
    boolean done = print(out, swept);
    List<Ended> ended = forgotten.sweep();
    done &= ForgottenEndText.print(out, ended);
    if (swept.isEmpty() && ended.isEmpty()) {
      out.println(NOTHING);
    }
    done &= explainRest(out, orphans.look());
    done &= ForgottenEndText.explainRest(out, forgotten.look());
    return done ? 0 : 1;
  }

  private static void foretell(
      PrintWriter out, List<JudgedTransaction> open, List<ForgottenEnd> forgotten) {
    for (JudgedTransaction judged : open) {
      out.printf(
          "%s %s: %s%n",
          judged.orphan() ? "would abort" : "leaves alone",
          judged.transaction().transactionalId(),
          judged.reason());
    }
    ForgottenEndText.foretell(out, forgotten);
    if (open.isEmpty() && forgotten.isEmpty()) {
      out.println(NOTHING);
    }
  }

  private static boolean print(PrintWriter out, List<Swept> swept) {
    boolean all = true;
    for (Swept each : swept) {
      all &= each.aborted();
      out.printf(
          each.aborted()
              ? "aborted %s%n"
              : "left alone %s: it was ended, or its name taken by a live writer, just now%n",
          each.transaction().transactionalId());
    }
    return all;
  }

  /** Whether nothing is left of which it cannot be told whether somebody ends it. */
  private static boolean explainRest(PrintWriter out, List<JudgedTransaction> left) {
    boolean settled = true;
    for (JudgedTransaction judged : left) {
      out.printf("%s stays: %s%n", judged.transaction().transactionalId(), judged.reason());
      settled &= !judged.orphan();
    }
    return settled;
  }
}
