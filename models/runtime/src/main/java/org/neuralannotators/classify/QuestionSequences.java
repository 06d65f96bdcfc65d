package org.neuralannotators.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.text.Encoding;

/**
 * A question with its context, as an encoder reads them.
 *
 * @param sequences the question with each window of the context
 * @param windows of the context's pieces
 * @param offset of a window's first piece in its sequence
 * @param context the context's pieces
 * @param noneLast whether the piece that stands for no answer is a sequence's last, not its first
 */
public record QuestionSequences(
    List<PieceSequence> sequences,
    List<SlidingWindow> windows,
    int offset,
    Encoding context,
    boolean noneLast) {

  /**
   * What a network shall say of each sequence: where the answer is, or {@code [CLS]} in windows
   * that don't have all of it, and everywhere when there is none (Devlin et al.'s code for SQuAD).
   *
   * @param begin offset of the answer in the context, in UTF-16 units
   * @param end behind the answer; with {@code begin} for no answer
   */
  public List<SequenceExample<PieceSpan>> examples(int begin, int end) {
    Optional<PieceSpan> answer = pieces(begin, end);
    return IntStream.range(0, sequences.size())
        .mapToObj(
            i ->
                new SequenceExample<>(
                    sequences.get(i),
                    answer
                        .filter(span -> contains(windows.get(i), span))
                        .map(span -> inSequence(windows.get(i), span))
                        .orElse(none(sequences.get(i).length()))))
        .toList();
  }

  /** The piece {@code [CLS]} of a sequence of so many pieces, which stands for no answer. */
  PieceSpan none(int length) {
    return noneLast ? new PieceSpan(length - 1, length - 1) : PieceSpan.NONE;
  }

  /** The context's pieces between offsets. */
  private Optional<PieceSpan> pieces(int begin, int end) {
    int[] inside =
        IntStream.range(0, context.size())
            .filter(i -> context.ends()[i] > begin && context.begins()[i] < end)
            .toArray();
    return inside.length == 0 || begin == end
        ? Optional.empty()
        : Optional.of(new PieceSpan(inside[0], inside[inside.length - 1]));
  }

  private static boolean contains(SlidingWindow window, PieceSpan span) {
    return window.begin() <= span.first() && span.last() < window.end();
  }

  private PieceSpan inSequence(SlidingWindow window, PieceSpan span) {
    int shift = offset - window.begin();
    return new PieceSpan(span.first() + shift, span.last() + shift);
  }
}
