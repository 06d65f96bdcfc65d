package org.neuralannotators.classify;

import java.util.List;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.head.ClassHead;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.head.Head;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.head.SpanHead;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.ModelLayout;
import org.neuralannotators.model.ModelSpec;

/**
 * What an encoder with a head is for.
 *
 * @param layout how such a model is made
 * @param <T> what the head shall say of a sequence
 */
public record HeadKind<T>(ModelLayout<HeadArchitecture, Head<EncoderInput, T, double[]>> layout) {
  /** Labels for texts and pairs of texts. */
  public static final HeadKind<ClassTarget> CLASSIFIER = of("bert-classifier", HeadKind::classes);

  /** Answers in a context. */
  public static final HeadKind<PieceSpan> QUESTION_ANSWERER =
      of("bert-question-answerer", HeadKind::spans);

  private static <T> HeadKind<T> of(
      String name,
      ModelLayout.HeadFactory<HeadArchitecture, Head<EncoderInput, T, double[]>> heads) {
    return new HeadKind<>(
        new ModelLayout<>(name, HeadArchitecture.class, HeadArchitecture::encoder, heads));
  }

  /** The kind that such a bundle's manifest names. */
  public String name() {
    return layout.kind();
  }

  private static ClassHead classes(EncoderNetwork network, ModelSpec<HeadArchitecture> spec) {
    List<String> labels = spec.labels();
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("A classifier without labels; expected at least one");
    }
    if (spec.architecture().answers() != null) {
      throw new IllegalArgumentException("A classifier with [answers]; expected none");
    }
    return new ClassHead(
        network.parameters(),
        network.hidden(),
        spec.architecture().pooler(),
        labels.size(),
        network.dropout().hidden());
  }

  private static SpanHead spans(EncoderNetwork network, ModelSpec<HeadArchitecture> spec) {
    if (spec.architecture().answers() == null) {
      throw new IllegalArgumentException(
          "The architecture doesn't say which [answers] may be given; expected"
              + " [maximumPieces] and [optional]");
    }
    return new SpanHead(network.parameters(), network.hidden(), spec.architecture().transform());
  }
}
