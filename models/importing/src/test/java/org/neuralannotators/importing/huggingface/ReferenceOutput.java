package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What a reference model gives for one sequence; exactly one of the first four isn't null.
 *
 * @param text the index of the sentence whose text it read
 * @param words the index of the sentence whose words it read
 * @param pair the index of the pair that it read
 * @param masked the index of the masked word
 * @param pieces the pieces that the rows are of; null without rows
 * @param rows [pieces][columns]: hidden states, logits of labels, of begin and end, of the
 *     vocabulary, or the one vector; null if only tags or the best pieces are told
 * @param layers [layers + 1][first 3 pieces][columns], the embeddings first; mostly null
 * @param scores of classes: probabilities, or the number of a regression; else null
 * @param tags of each word, null for a word without pieces; null when no words were read
 * @param top the best pieces at the mask, the best first; else null
 */
public record ReferenceOutput(
    Integer text,
    Integer words,
    Integer pair,
    Integer masked,
    int[] pieces,
    double[][] rows,
    double[][][] layers,
    double[] scores,
    List<Tag> tags,
    List<Piece> top) {

  /** A word's label by its first piece, and the label's probability. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"label", "probability"})
  public record Tag(String label, double probability) {}

  /** A piece in the place of the mask. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"id", "probability"})
  public record Piece(int id, double probability) {}

  /** What was read. */
  ReferenceInput input(ReferenceTokenizer.Pieces all) {
    if (text != null) {
      return all.texts().get(text);
    }
    if (words != null) {
      return all.words().get(words);
    }
    return pair != null ? all.pairs().get(pair) : all.masked().get(masked);
  }
}
