package io.harrier.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A terminal that is redrawn in place. Uses the terminal's second screen, so that what stood there
 * before comes back, and leaves it as it was found however the demo ends.
 *
 * <p>Control sequences: ECMA-48, and xterm's for the second screen.
 */
public final class TerminalScreen implements AutoCloseable {
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final Thread restore;
  private boolean entered;

  public TerminalScreen(PrintStream out) {
    this.out = out;
    this.restore = new Thread(this::leave, "restore-terminal");
  }

  /** Width and height in characters. */
  public record Size(int width, int height) {}

  /** Begins to draw. */
  public synchronized void enter() {
    Runtime.getRuntime().addShutdownHook(restore);
    out.print(ENTER);
    out.flush();
    entered = true;
  }

  /**
   * Draws over what is there: nothing is erased first, so nothing flickers.
   *
   * @param lines none longer than {@code width}
   */
  public synchronized void draw(List<String> lines, int width) {
    if (!entered) {
      return;
    }
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      // Blanks, because "erase to the end of the line" takes the last column of a full line along.
      frame.append(lines.get(i)).append(" ".repeat(width - lines.get(i).length()));
      if (i + 1 < lines.size()) {
        frame.append("\r\n");
      }
    }
    out.print(frame.append(CLEAR_BELOW));
    out.flush();
  }

  private synchronized void leave() {
    if (entered) {
      entered = false;
      out.print(LEAVE);
      out.flush();
    }
  }

  @Override
  public void close() {
    leave();
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException e) {
      // the process is ending, and the hook has done its part
    }
  }

  /** The size of the terminal; the smallest supported one when it does not say. */
  public static Size size() throws InterruptedException {
    try {
      Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null").start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      stty.waitFor();
      return parse(answer);
    } catch (IOException e) {
      return parse("");
    }
  }

  /**
   * @param sttySize rows and columns
   */
  static Size parse(String sttySize) {
    int width = ScoreboardScreen.MIN_WIDTH;
    int height = ScoreboardScreen.MIN_HEIGHT;
    if (sttySize.matches("\\d{1,4} \\d{1,4}")) {
      String[] rowsAndColumns = sttySize.split(" ", -1);
      height = Math.max(height, Integer.parseInt(rowsAndColumns[0]));
      width = Math.max(width, Integer.parseInt(rowsAndColumns[1]));
    }
    return new Size(width, height);
  }
}
