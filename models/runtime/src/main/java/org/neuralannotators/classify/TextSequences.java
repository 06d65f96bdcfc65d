package org.neuralannotators.classify;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.Tokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns texts into sequences that an encoder reads. Thread-safe. */
public final class TextSequences {
  private static final Logger LOG = LoggerFactory.getLogger(TextSequences.class);

  private final Tokenizer tokenizer;
  private final int maximumPieces;
  private final int stride;
  private final int segments;
  private final AtomicBoolean warned = new AtomicBoolean();

  TextSequences(Tokenizer tokenizer, HeadArchitecture architecture) {
    this.tokenizer = tokenizer;
    maximumPieces = architecture.maximumPieces();
    stride = architecture.stride();
    segments = architecture.encoder().segments();
  }

  /** {@code [CLS] text [SEP]}; several sequences, which overlap, for a text that is too long. */
  public List<PieceSequence> text(String text) {
    int[] ids = tokenizer.encode(text).ids();
    return windows(ids.length, maximumPieces - tokenizer.special().addedToSingle()).stream()
        .map(window -> Arrays.copyOfRange(ids, window.begin(), window.end()))
        .map(pieces -> sequence(tokenizer.special().around(pieces)))
        .toList();
  }

  /** {@code [CLS] first [SEP] second [SEP]}; of the longer text what is too much is left out. */
  public PieceSequence pair(TextPair pair) {
    int[] first = tokenizer.encode(pair.first()).ids();
    int[] second = tokenizer.encode(pair.second()).ids();
    int room = maximumPieces - tokenizer.special().addedToPair();
    if (first.length + second.length > room && warned.compareAndSet(false, true)) {
      LOG.warn(
          "A pair of [{}] and [{}] pieces has room for [{}]: the longer text loses its end. This is"
              + " said once",
          first.length,
          second.length,
          room);
    }
    // Piece by piece from the longer one, of two that are equally long from the second.
    int firstLength = Math.min(first.length, Math.max(room - second.length, (room + 1) / 2));
    int secondLength = Math.min(second.length, room - firstLength);
    return sequence(
        tokenizer
            .special()
            .around(Arrays.copyOf(first, firstLength), Arrays.copyOf(second, secondLength)));
  }

  /** A question with each window of its context, as the pair's second text. */
  public QuestionSequences question(QuestionAnswerer.Question question) {
    Encoding context = tokenizer.encode(question.context());
    int room = maximumPieces - tokenizer.special().addedToPair();
    int[] asked = tokenizer.encode(question.question()).ids();
    int[] read = Arrays.copyOf(asked, Math.min(asked.length, room / 2));
    List<SlidingWindow> windows = windows(context.size(), room - read.length);
    return new QuestionSequences(
        windows.stream()
            .map(w -> Arrays.copyOfRange(context.ids(), w.begin(), w.end()))
            .map(pieces -> sequence(tokenizer.special().around(read, pieces)))
            .toList(),
        windows,
        tokenizer.special().around(read, new int[0]).begins()[1],
        context,
        tokenizer.special().classifiesLast());
  }

  /** Windows that cover so many pieces; an empty one where there are none. */
  private List<SlidingWindow> windows(int pieces, int room) {
    if (pieces == 0) {
      return List.of(new SlidingWindow(0, 0));
    }
    return SlidingWindow.cover(
        IntStream.generate(() -> 1).limit(pieces).toArray(), room, Math.min(stride, room));
  }

  /** A pair has one segment where the encoder knows no other. */
  private PieceSequence sequence(SpecialTokens.Assembled all) {
    return PieceSequence.of(all, segments);
  }
}
