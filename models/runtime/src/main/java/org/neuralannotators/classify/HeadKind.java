package org.neuralannotators.classify;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What an encoder with a head is for.
 *
 * @param <T> what the head shall say of a sequence
 */
public final class HeadKind<T> {
  /** Labels for texts and pairs of texts. */
  public static final HeadKind<ClassTarget> CLASSIFIER =
      new HeadKind<>("bert-classifier", HeadKind::classifier);

  /** Answers in a context. */
  public static final HeadKind<PieceSpan> QUESTION_ANSWERER =
      new HeadKind<>("bert-question-answerer", HeadKind::questionAnswerer);

  private final String name;
  private final BiFunction<HeadArchitecture, List<String>, EncoderHeadNetwork.HeadFactory<T>> heads;

  private HeadKind(
      String name,
      BiFunction<HeadArchitecture, List<String>, EncoderHeadNetwork.HeadFactory<T>> heads) {
    this.name = name;
    this.heads = heads;
  }

  /** The kind that such a bundle's manifest names. */
  public String name() {
    return name;
  }

  /**
   * What makes the head.
   *
   * @throws IllegalArgumentException when a part of the description is missing
   */
  EncoderHeadNetwork.HeadFactory<T> heads(HeadArchitecture architecture, List<String> labels) {
    return heads.apply(architecture, labels);
  }

  private static EncoderHeadNetwork.HeadFactory<ClassTarget> classifier(
      HeadArchitecture architecture, List<String> labels) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("A classifier without labels; expected at least one");
    }
    if (architecture.answers() != null) {
      throw new IllegalArgumentException("A classifier with [answers]; expected none");
    }
    return (parameters, encoder, dropout) ->
        new ClassHead(parameters, encoder, architecture.pooler(), labels.size(), dropout);
  }

  private static EncoderHeadNetwork.HeadFactory<PieceSpan> questionAnswerer(
      HeadArchitecture architecture, List<String> labels) {
    if (architecture.answers() == null) {
      throw new IllegalArgumentException(
          "The architecture doesn't say which [answers] may be given; expected"
              + " [maximumPieces] and [optional]");
    }
    return (parameters, encoder, dropout) ->
        new SpanHead(parameters, encoder, architecture.transform());
  }
}
