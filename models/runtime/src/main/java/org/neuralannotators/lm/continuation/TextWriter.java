package org.neuralannotators.lm.continuation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.text.Tokenizer;

/** Writes pieces that continue a prompt as text, and tells where that ends. Immutable. */
final class TextWriter {
  /** What stands for bytes that aren't a character, or not yet. */
  private static final String INCOMPLETE = "\uFFFD";

  /** A character of UTF-8 lacks its end after so many bytes at most, each a piece perhaps. */
  private static final int MOST_BYTES_BEFORE_END = 3;

  private final Tokenizer tokenizer;
  private final List<Integer> ends;
  private final Context context;
  private final int[] prompt;
  private final int before;
  private final int length;
  private final List<String> stops;

  /**
   * @param prompt its pieces
   */
  TextWriter(DecoderModel model, Context context, int[] prompt, ContinuationOptions options) {
    tokenizer = model.tokenizer().tokenizer();
    ends = model.spec().ends();
    this.context = context;
    this.prompt = prompt;
    before = decode(prompt, prompt.length).length();
    length = options.length();
    stops = options.stops();
  }

  /**
   * A text behind its prompt.
   *
   * @param text without the stop string that ended it
   * @param reason why it has ended; null when it goes on
   */
  record Written(String text, Continuation.Reason reason) {}

  int[] prompt() {
    return prompt;
  }

  /** How many pieces end texts. */
  int ends() {
    return ends.size();
  }

  /**
   * Writes a text.
   *
   * @param pieces those of the prompt and at least one more
   */
  Written write(int[] pieces) {
    boolean ended = ends.contains(pieces[pieces.length - 1]);
    String text = text(pieces, ended ? pieces.length - 1 : pieces.length);
    int stop = stops.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
    if (stop >= 0) {
      return new Written(text.substring(0, stop), Continuation.Reason.STOP);
    }
    if (ended) {
      return new Written(text, Continuation.Reason.END);
    }
    boolean full = pieces.length - prompt.length == length;
    return new Written(text, full ? Continuation.Reason.LENGTH : null);
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
  Continuation continuation(int[] pieces, Written written) {
    // The last piece is not read.
    boolean slid = !context.fits(pieces.length - 1);
    return new Continuation(written.text(), written.reason(), pieces.length - prompt.length, slid);
  }

  /** Up to the last complete character. */
  private String text(int[] pieces, int to) {
    String all = behindPrompt(pieces, to);
    if (!all.endsWith(INCOMPLETE)) {
      return all;
    }
    // Some tokenizers can't write a byte before an incomplete character either.
    String longest = complete(all);
    for (int i = 1; i <= MOST_BYTES_BEFORE_END && to - i >= prompt.length; i++) {
      String some = behindPrompt(pieces, to - i);
      if (!some.endsWith(INCOMPLETE) && some.length() > longest.length()) {
        longest = some;
      }
    }
    return longest;
  }

  private static String complete(String text) {
    int end = text.length();
    while (text.startsWith(INCOMPLETE, end - 1)) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Pieces are written otherwise at the begin of a text than behind others. */
  private String behindPrompt(int[] pieces, int to) {
    String all = decode(pieces, to);
    return all.substring(Math.min(before, all.length()));
  }

  /** Networks may have numbers that no piece has. */
  private String decode(int[] pieces, int to) {
    return tokenizer.decode(
        Arrays.stream(pieces, 0, to).filter(id -> tokenizer.piece(id) != null).toArray());
  }
}
