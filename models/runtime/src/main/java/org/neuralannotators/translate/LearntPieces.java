package org.neuralannotators.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.SubwordModel;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TextPairRules;

/**
 * Pieces that were learnt with the network, in a bundle as {@code subwords.txt}, or {@code
 * subwords.source.txt} and {@code subwords.target.txt} where the sides have their own; {@code
 * words} instead of {@code subwords} where pieces are words.
 *
 * @param rules what is done to texts before
 * @param source the source's pieces
 * @param target the target's pieces; the same object where they are joint
 */
public record LearntPieces(TextPairRules rules, PieceModel source, PieceModel target)
    implements TextPieces {
  private static final String SUBWORDS = "subwords";
  private static final String WORDS = "words";
  private static final String JOINT = ".txt";
  private static final String SOURCE = ".source.txt";
  private static final String TARGET = ".target.txt";

  static LearntPieces read(ModelBundle bundle, TextPairRules rules, boolean joint)
      throws IOException {
    PieceModel target = read(bundle, joint ? JOINT : TARGET);
    return new LearntPieces(rules, joint ? target : read(bundle, SOURCE), target);
  }

  private static PieceModel read(ModelBundle bundle, String side) throws IOException {
    return bundle.manifest().files().containsKey(WORDS + side)
        ? WordModel.fromLines(bundle.lines(WORDS + side))
        : SubwordModel.fromLines(bundle.lines(SUBWORDS + side));
  }

  @Override
  public BundleWriter write(BundleWriter bundle) {
    return source == target
        ? bundle.add(file(target, JOINT), bytes(target))
        : bundle.add(file(source, SOURCE), bytes(source)).add(file(target, TARGET), bytes(target));
  }

  private static String file(PieceModel pieces, String side) {
    return (pieces instanceof WordModel ? WORDS : SUBWORDS) + side;
  }

  private static byte[] bytes(PieceModel pieces) {
    return pieces.toText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int[] source(String text) {
    return source.encode(rules.source(text));
  }

  @Override
  public int[] sourceWords(String text) {
    return source.words(source(text));
  }

  @Override
  public int count(String word) {
    return source.encode(word).length;
  }

  @Override
  public boolean isMostlyUnknown(List<SourcePart> parts) {
    int[] pieces = parts.stream().flatMapToInt(part -> Arrays.stream(part.pieces())).toArray();
    return 2 * Arrays.stream(pieces).filter(source::isRare).count() > pieces.length;
  }

  @Override
  public int[] target(String text) {
    return target.encode(rules.target(text));
  }

  @Override
  public String decode(int... pieces) {
    return target.decode(pieces);
  }

  @Override
  public int[] targetWords(int... pieces) {
    return target.words(pieces);
  }

  /** One less: the network puts the end behind. */
  @Override
  public int mostOfSource(int maximumLength) {
    return maximumLength - 1;
  }

  @Override
  public void requireWithin(int sourceVocabulary, int targetVocabulary) {
    if (source.size() != sourceVocabulary || target.size() != targetVocabulary) {
      throw new IllegalArgumentException(
          "[%d] and [%d] pieces for a network of [%d] and [%d]; expected as many"
              .formatted(source.size(), target.size(), sourceVocabulary, targetVocabulary));
    }
  }
}
