package org.neuralannotators.text;

import java.io.ByteArrayOutputStream;

/** Puts subwords and bytes together again. Not thread-safe. */
final class SubwordDecoder {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean wordEnded;
  private int spaces;

  void add(Subword subword) {
    flush();
    begin(subword.joined());
    text.append(subword.text());
    wordEnded = subword.endsWord();
  }

  void add(byte value) {
    begin(false);
    bytes.write(value);
  }

  private void begin(boolean joined) {
    if (wordEnded && !joined) {
      text.append(' ');
      spaces++;
    }
    wordEnded = false;
  }

  private void flush() {
    text.append(WideUtf8.decode(bytes.toByteArray()));
    bytes.reset();
  }

  /** The spaces before what was added last. */
  int spaces() {
    return spaces;
  }

  String text() {
    flush();
    return text.toString();
  }
}
