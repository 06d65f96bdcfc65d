package org.neuralannotators.lm.continuation;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.lm.decoder.DecoderModel;

/** Writes pieces that continue a prompt as text, and tells where that ends. Immutable. */
final class TextWriter {
  private final List<Integer> ends;
  private final Context context;
  private final int[] prompt;
  private final PieceText begin;
  private final int length;
  private final List<String> stops;

  /**
   * @param prompt its pieces
   */
  TextWriter(DecoderModel model, Context context, int[] prompt, ContinuationOptions options) {
    ends = model.spec().ends();
    this.context = context;
    this.prompt = prompt;
    begin = PieceText.behind(model.tokenizer().tokenizer(), prompt);
    length = options.length();
    stops = options.stops();
  }

  /**
   * A text behind its prompt.
   *
   * @param pieces all that they write
   * @param text without the stop string that ended it
   * @param reason why it has ended; null when it goes on
   */
  record Written(PieceText pieces, String text, Continuation.Reason reason) {}

  int[] prompt() {
    return prompt;
  }

  /** How many pieces end texts. */
  int ends() {
    return ends.size();
  }

  /** The text of no pieces behind the prompt. */
  Written begin() {
    return new Written(begin, "", null);
  }

  /**
   * Writes a text.
   *
   * @param before what was written of all pieces but the last one
   * @param pieces those of the prompt and at least one more
   */
  Written write(Written before, int[] pieces) {
    int last = pieces[pieces.length - 1];
    boolean ended = ends.contains(last);
    PieceText all = ended ? before.pieces() : before.pieces().with(last);
    String text = all.toString();
    int stop = stops.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
    if (stop >= 0) {
      return new Written(all, text.substring(0, stop), Continuation.Reason.STOP);
    }
    if (ended) {
      return new Written(all, text, Continuation.Reason.END);
    }
    boolean full = pieces.length - prompt.length == length;
    return new Written(all, text, full ? Continuation.Reason.LENGTH : null);
  }

  /** How much of a text is sure not to be the begin of a stop string. */
  int certain(String text) {
    int begun = stops.stream().mapToInt(stop -> begun(stop, text)).max().orElse(0);
    return text.length() - begun;
  }

  private static int begun(String stop, String text) {
    int most = Math.min(stop.length() - 1, text.length());
    return IntStream.iterate(most, characters -> characters - 1)
        .limit(most)
        .filter(characters -> text.endsWith(stop.substring(0, characters)))
        .findFirst()
        .orElse(0);
  }

  /** The continuation whose pieces, and those of the prompt, these are. */
  Continuation continuation(int[] pieces, String text, Continuation.Reason reason) {
    // The last piece is not read.
    boolean slid = !context.fits(pieces.length - 1);
    return new Continuation(text, reason, pieces.length - prompt.length, slid);
  }
}
