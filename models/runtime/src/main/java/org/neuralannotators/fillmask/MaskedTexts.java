package org.neuralannotators.fillmask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.BestPieces;
import org.neuralannotators.head.MaskedPieces;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.tokenizer.PieceTokenizer;

/**
 * Turns texts that spell masks into sequences, and pieces into texts again. Thread-safe.
 *
 * @param tokenizer reads a mask that is spelled as a mask
 * @param encoder that reads the sequences
 * @param mask its id
 */
record MaskedTexts(PieceTokenizer tokenizer, EncoderArchitecture encoder, int mask) {
  /**
   * A text as pieces, without special tokens around it.
   *
   * @param ids of the pieces
   * @param masks where they are masks
   */
  record Text(int[] ids, int[] masks) {}

  /**
   * The pieces of a text.
   *
   * @throws IllegalArgumentException when it has no mask
   */
  Text read(String text) {
    int[] ids = tokenizer.encode(text).ids();
    int[] masks = IntStream.range(0, ids.length).filter(i -> ids[i] == mask).toArray();
    if (masks.length == 0) {
      throw new IllegalArgumentException(
          "The text [%s] has no mask; expected [%s] in the place of a word"
              .formatted(text, spelled()));
    }
    return new Text(ids, masks);
  }

  /** How a mask is written. */
  String spelled() {
    return tokenizer.piece(mask);
  }

  /** All masks in one sequence, or each in one of its own where the text is too long. */
  List<MaskedPieces> sequences(Text text, int most) {
    int room = encoder.maximumPositions() - tokenizer.special().addedToSingle();
    int length = text.ids().length;
    if (length <= room) {
      return List.of(sequence(text.ids(), text.masks(), most));
    }
    List<MaskedPieces> each = new ArrayList<>();
    for (int place : text.masks()) {
      int begin = Math.max(0, Math.min(place - room / 2, length - room));
      int[] window = Arrays.copyOfRange(text.ids(), begin, begin + room);
      each.add(sequence(window, new int[] {place - begin}, most));
    }
    return each;
  }

  private MaskedPieces sequence(int[] ids, int[] masks, int most) {
    SpecialTokens.Assembled all = tokenizer.special().around(ids);
    return new MaskedPieces(
        PieceSequence.of(all, encoder.segments()),
        Arrays.stream(masks).map(place -> all.begins()[0] + place).toArray(),
        most);
  }

  /** The pieces in the place of a mask. */
  List<Filling> fillings(Text text, int number, BestPieces best) {
    List<Filling> fillings = new ArrayList<>();
    for (int i = 0; i < best.ids().length; i++) {
      int id = best.ids()[i];
      int[] filled = text.ids().clone();
      filled[text.masks()[number]] = id;
      fillings.add(
          new Filling(
              number,
              id,
              tokenizer.decodeWithSpecials(id),
              best.probabilities()[i],
              text.masks().length == 1
                  ? tokenizer.decode(filled)
                  : tokenizer.decodeWithSpecials(filled)));
    }
    return fillings;
  }
}
