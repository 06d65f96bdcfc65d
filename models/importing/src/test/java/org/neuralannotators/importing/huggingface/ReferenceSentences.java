package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What the reference models read.
 *
 * @param sentences in many scripts, one of them long
 * @param pairs of sentences that are read together
 * @param masked words that are masked
 */
public record ReferenceSentences(List<Sentence> sentences, List<Pair> pairs, List<Word> masked) {
  /** A text, and the same cut into words; those needn't be all of the text. */
  public record Sentence(String text, List<String> words) {}

  /** Two sentences by index. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"first", "second"})
  public record Pair(int first, int second) {}

  /** A word of a sentence by index. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"sentence", "word"})
  public record Word(int sentence, int word) {}

  /** The sentences. */
  public static ReferenceSentences read() {
    return ReferenceFiles.read(
        ReferenceFiles.ROOT.resolve("sentences.json"), ReferenceSentences.class);
  }

  /** The text of a sentence. */
  public String text(int sentence) {
    return sentences.get(sentence).text();
  }

  /** The words of a sentence. */
  public List<String> words(int sentence) {
    return sentences.get(sentence).words();
  }
}
