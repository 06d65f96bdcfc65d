package org.neuralannotators.classify;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.text.SpecialPieces;
import org.neuralannotators.text.WordPieceTokenizer;
import org.neuralannotators.text.WordPieces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns texts into sequences that an encoder reads. Thread-safe. */
public final class TextSequences {
  private static final Logger LOG = LoggerFactory.getLogger(TextSequences.class);
  private static final int SPECIALS_OF_A_TEXT = 2;
  private static final int SPECIALS_OF_A_PAIR = 3;

  private final WordPieceTokenizer tokenizer;
  private final SpecialPieces specials;
  private final int maximumPieces;
  private final int stride;
  private final int secondSegment;
  private final AtomicBoolean warned = new AtomicBoolean();

  TextSequences(
      WordPieceTokenizer tokenizer, SpecialPieces specials, HeadArchitecture architecture) {
    this.tokenizer = tokenizer;
    this.specials = specials;
    maximumPieces = architecture.maximumPieces();
    stride = architecture.stride();
    secondSegment = Math.min(1, architecture.encoder().segments() - 1);
  }

  /** {@code [CLS] text [SEP]}; several sequences, which overlap, for a text that is too long. */
  public List<PieceSequence> text(String text) {
    int[] ids = tokenizer.tokenize(text).ids();
    return windows(ids.length, maximumPieces - SPECIALS_OF_A_TEXT).stream()
        .map(window -> sequence(Arrays.copyOfRange(ids, window.begin(), window.end())))
        .toList();
  }

  /** {@code [CLS] first [SEP] second [SEP]}; of the longer text what is too much is left out. */
  public PieceSequence pair(TextPair pair) {
    int[] first = tokenizer.tokenize(pair.first()).ids();
    int[] second = tokenizer.tokenize(pair.second()).ids();
    int room = maximumPieces - SPECIALS_OF_A_PAIR;
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
    return sequence(Arrays.copyOf(first, firstLength), Arrays.copyOf(second, secondLength));
  }

  /** A question with each window of its context, as the pair's second text. */
  public QuestionSequences question(QuestionAnswerer.Question question) {
    WordPieces context = tokenizer.tokenize(question.context());
    int room = maximumPieces - SPECIALS_OF_A_PAIR;
    int[] asked = tokenizer.tokenize(question.question()).ids();
    int[] read = Arrays.copyOf(asked, Math.min(asked.length, room / 2));
    List<SlidingWindow> windows = windows(context.size(), room - read.length);
    return new QuestionSequences(
        windows.stream()
            .map(w -> sequence(read, Arrays.copyOfRange(context.ids(), w.begin(), w.end())))
            .toList(),
        windows,
        read.length + 2,
        context);
  }

  /** Windows that cover so many pieces; an empty one where there are none. */
  private List<SlidingWindow> windows(int pieces, int room) {
    if (pieces == 0) {
      return List.of(new SlidingWindow(0, 0));
    }
    return SlidingWindow.cover(
        IntStream.generate(() -> 1).limit(pieces).toArray(), room, Math.min(stride, room));
  }

  private PieceSequence sequence(int[]... texts) {
    int length = 1 + texts.length + Arrays.stream(texts).mapToInt(text -> text.length).sum();
    int[] ids = new int[length];
    int[] segments = new int[length];
    ids[0] = specials.classification();
    int end = 1;
    for (int i = 0; i < texts.length; i++) {
      int begin = end;
      System.arraycopy(texts[i], 0, ids, begin, texts[i].length);
      end += texts[i].length;
      ids[end++] = specials.separator();
      if (i > 0) {
        Arrays.fill(segments, begin, end, secondSegment);
      }
    }
    return new PieceSequence(ids, segments);
  }
}
