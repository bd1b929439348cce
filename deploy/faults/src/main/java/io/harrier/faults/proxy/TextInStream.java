package io.harrier.faults.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Waits for a text, for protocols that are text. */
public final class TextInStream implements StreamWatch {
  private final String text;

  /** The end of what was sent so far, in which the text may have begun. */
  private String tail = "";

  public TextInStream(String text) {
    this.text = text;
  }

  @Override
  public boolean sees(byte[] bytes, int length) {
    String seen = tail + new String(bytes, 0, length, ISO_8859_1);
    boolean found = seen.contains(text);
    tail = found ? "" : seen.substring(Math.max(0, seen.length() - text.length() + 1));
    return found;
  }
}
