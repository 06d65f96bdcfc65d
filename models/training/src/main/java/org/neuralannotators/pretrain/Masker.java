package org.neuralannotators.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Adds special tokens to sequences and masks some of the other pieces. Immutable and so
 * thread-safe.
 */
public final class Masker {
  private static final String PADDING = "[PAD]";
  private static final String INSIDE_OF_WORD = "##";

  private final Masking masking;
  private final SpecialPieces specials;
  private final boolean[] ordinary;
  private final boolean[] inside;
  private final int[] replacements;

  /**
   * @throws IllegalArgumentException when the vocabulary lacks a special token, or has no other
   *     piece
   */
  public Masker(Masking masking, List<String> vocabulary) {
    this.masking = masking;
    specials = SpecialPieces.of(vocabulary);
    ordinary = new boolean[vocabulary.size()];
    inside = new boolean[vocabulary.size()];
    Arrays.fill(ordinary, true);
    ordinary[specials.classification()] = false;
    ordinary[specials.separator()] = false;
    ordinary[specials.unknown()] = false;
    ordinary[specials.mask()] = false;
    for (int i = 0; i < ordinary.length; i++) {
      inside[i] = vocabulary.get(i).startsWith(INSIDE_OF_WORD);
      ordinary[i] &= !vocabulary.get(i).equals(PADDING);
    }
    replacements = IntStream.range(0, ordinary.length).filter(i -> ordinary[i]).toArray();
    if (replacements.length == 0) {
      throw new IllegalArgumentException(
          "The vocabulary of [" + ordinary.length + "] pieces has no other than special tokens");
    }
  }

  /** The sequence with other masks each time, of at least one piece if it has any to mask. */
  public MaskedSequence mask(PieceSequence sequence, Random random) {
    int[] original = withSpecials(sequence);
    int[] segments = new int[original.length];
    if (sequence.second().length > 0) {
      Arrays.fill(segments, sequence.first().length + 2, original.length, 1);
    }
    int[] masked = choose(original, random);
    int[] pieces = original.clone();
    for (int place : masked) {
      double drawn = random.nextDouble();
      if (drawn < masking.mask()) {
        pieces[place] = specials.mask();
      } else if (drawn < masking.mask() + masking.random()) {
        pieces[place] = replacements[random.nextInt(replacements.length)];
      }
    }
    int[] labels = IntStream.of(masked).map(place -> original[place]).toArray();
    return new MaskedSequence(pieces, segments, masked, labels, sequence.relation());
  }

  private int[] withSpecials(PieceSequence sequence) {
    IntStream.Builder pieces = IntStream.builder().add(specials.classification());
    IntStream.of(sequence.first()).forEach(pieces);
    pieces.add(specials.separator());
    if (sequence.second().length > 0) {
      IntStream.of(sequence.second()).forEach(pieces);
      pieces.add(specials.separator());
    }
    return pieces.build().toArray();
  }

  private int[] choose(int[] pieces, Random random) {
    List<List<Integer>> units = new ArrayList<>();
    int candidates = 0;
    for (int i = 0; i < pieces.length; i++) {
      if (!ordinary[pieces[i]]) {
        continue;
      }
      candidates++;
      if (masking.wholeWords() && inside[pieces[i]] && ordinary[pieces[i - 1]]) {
        units.get(units.size() - 1).add(i);
      } else {
        units.add(new ArrayList<>(List.of(i)));
      }
    }
    Collections.shuffle(units, random);
    long wanted = Math.max(1, Math.round(masking.share() * candidates));
    List<Integer> chosen = new ArrayList<>();
    for (List<Integer> unit : units) {
      // A long word may be more than is wanted; the first one is taken all the same.
      if (chosen.isEmpty() || chosen.size() + unit.size() <= wanted) {
        chosen.addAll(unit);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
