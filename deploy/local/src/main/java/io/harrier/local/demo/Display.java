package io.harrier.local.demo;

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
        screen.draw(ScoreboardScreen.lay(view, size.width(), size.height()));
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
            .map(Intervention::sentence)
            .filter(said::add)
            .forEach(out::println);
        if (!alerted && !view.newestAlerts().isEmpty()) {
          alerted = true;
          out.println("first alert: " + ScoreboardScreen.alert(view.newestAlerts().get(0)));
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

  static String line(ScoreboardView view) {
    return String.format(
        Locale.ROOT,
        "%s  %,d transactions, %,.0f/s  allow %,d review %,d block %,d  decision %s  alert %s "
            + " alerts %,d  cases %,d  recall %s  precision %s",
        ScoreboardScreen.clock(view.elapsed()),
        view.traffic().transactions(),
        view.traffic().perSecond(),
        view.traffic().allowed(),
        view.traffic().reviewed(),
        view.traffic().blocked(),
        ScoreboardScreen.percentiles(view.decisionLatency()),
        ScoreboardScreen.percentiles(view.alertLatency()),
        view.alerts(),
        view.cases(),
        ScoreboardScreen.percent(view.quality().recall()),
        ScoreboardScreen.percent(view.quality().precision()));
  }
}
