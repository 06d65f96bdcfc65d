package org.neuralannotators.lm.continuation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A text of which each piece is drawn, or is the likeliest one. */
final class DrawnText implements GrowingText {
  private final TextWriter writer;
  private final ContinuationOptions options;
  private final RandomGenerator random;
  private final Consumer<String> listener;

  private int[] pieces;
  private TextWriter.Written written;
  private final StringBuilder given = new StringBuilder();

  /**
   * @param listener gets each part of the text that is certain
   */
  DrawnText(
      TextWriter writer,
      ContinuationOptions options,
      RandomGenerator random,
      Consumer<String> listener) {
    this.writer = writer;
    this.options = options;
    this.random = random;
    this.listener = listener;
    pieces = writer.prompt();
    written = writer.begin();
  }

  @Override
  public List<int[]> rows() {
    return written.reason() == null ? List.of(pieces) : List.of();
  }

  @Override
  public int[] advance(double[][] scores) {
    RepetitionPenalty.apply(options.repetitionPenalty(), pieces, scores[0]);
    pieces = Arrays.copyOf(pieces, pieces.length + 1);
    pieces[pieces.length - 1] = options.sampling().drawByScores(scores[0], random);
    written = writer.write(written, pieces);
    String text = written.text();
    boolean goesOn = written.reason() == null;
    give(text.substring(0, goesOn ? writer.certain(text) : text.length()));
    return goesOn ? new int[] {0} : new int[0];
  }

  private void give(String certain) {
    if (certain.length() > given.length()) {
      String part = certain.substring(given.length());
      given.append(part);
      listener.accept(part);
    }
  }

  /** The pieces of the prompt and of the text. */
  int[] pieces() {
    return pieces;
  }

  @Override
  public Continuation continuation() {
    return writer.continuation(pieces, given.toString(), written.reason());
  }
}
