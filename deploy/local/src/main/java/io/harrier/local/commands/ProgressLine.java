package io.harrier.local.commands;

import io.harrier.local.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work is: a bar on a terminal, a line now and then elsewhere. */
final class ProgressLine implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final String task;
  private final ProgressBar bar;
  private long lastLine = System.nanoTime();

  private ProgressLine(PrintWriter out, String task, ProgressBar bar) {
    this.out = out;
    this.task = task;
    this.bar = bar;
  }

  /**
   * @param total of the units that are counted; -1 if unknown
   */
  static ProgressLine of(PrintWriter out, String task, long total) {
    ProgressBar bar =
        !Terminal.isAttached()
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .build();
    return new ProgressLine(out, task, bar);
  }

  void at(long done, long total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
    } else if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      out.printf("%s: %,d%s%n", task, done, total > 0 ? String.format(" of %,d", total) : "");
      out.flush();
    }
  }

  @Override
  public void close() {
    if (bar == null) {
      return;
    }
    // It waits for the thread that draws; without that its last line comes after what is said next.
    boolean interrupted = Thread.interrupted();
    bar.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
