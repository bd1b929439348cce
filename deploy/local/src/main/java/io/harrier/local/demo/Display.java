package io.harrier.local.demo;

import io.harrier.local.demo.ScoreboardView.AlertLine;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Where the scoreboard is shown. */
interface Display extends AutoCloseable {

  void show(ScoreboardView view) throws InterruptedException;

  @Override
  void close();

  /** The whole screen, redrawn in place. */
  static Display screen() {
    TerminalScreen screen = new TerminalScreen(System.out);
    screen.enter();
    return new Display() {
      @Override
      public void show(ScoreboardView view) throws InterruptedException {
        TerminalScreen.Size size = TerminalScreen.size();
        screen.draw(ScoreboardScreen.lay(view, size.width(), size.height()), size.width());
      }

      @Override
      public void close() {
        screen.close();
      }
    };
  }

  /** A line every five seconds, and each change as it happens. */
  static Display lines(PrintWriter out) {
    return new Display() {
      private long lastLine = -5;
      private final Set<String> said = new HashSet<>();
      private boolean alerted;

      @Override
      public void show(ScoreboardView view) {
        view.interventions().stream()
            .map(made -> made.hasTakenEffect() ? made.brief() : made.change())
            .filter(said::add)
            .forEach(out::println);
        if (!alerted && !view.newestAlerts().isEmpty()) {
          alerted = true;
          AlertLine first = view.newestAlerts().get(view.newestAlerts().size() - 1);
          out.println(
              fit(
                  "first alert: %s %s, user %s"
                      .formatted(first.severity(), first.score(), first.userId())));
          out.println(fit("  %s: %s".formatted(first.ruleId(), first.reason())));
        }
        long second = view.elapsed().toSeconds();
        if (second >= lastLine + 5) {
          lastLine = second;
          out.println(line(view));
        }
        out.flush();
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }

  private static String fit(String line) {
    return ScoreboardScreen.cut(line, ScoreboardScreen.MIN_WIDTH);
  }

  /** Fits a narrow terminal; the rest is in the report. */
  static String line(ScoreboardView view) {
    return String.format(
        Locale.ROOT,
        "%s  %,d sent %,.0f/s  p50/p99 %s  alerts %,d cases %,d  recall %s",
        ScoreboardScreen.clock(view.elapsed()),
        view.traffic().transactions(),
        view.traffic().perSecond(),
        ScoreboardScreen.latency(view.decisionLatency()),
        view.alerts(),
        view.cases(),
        ScoreboardScreen.wholePercent(view.quality().recall()));
  }
}
