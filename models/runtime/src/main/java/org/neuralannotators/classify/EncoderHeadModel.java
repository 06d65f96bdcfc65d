package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.head.Head;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.HeadTraining;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * An encoder with a head for whole sequences of texts.
 *
 * @param model closed with this
 * @param sequences how texts become sequences
 * @param <T> what the head shall say of a sequence
 */
public record EncoderHeadModel<T>(
    EncoderModel<HeadArchitecture, Head<EncoderInput, T, double[]>> model, TextSequences sequences)
    implements AutoCloseable {
  public EncoderHeadModel(EncoderModel<HeadArchitecture, Head<EncoderInput, T, double[]>> model) {
    this(model, new TextSequences(model.tokenizer().tokenizer(), model.architecture()));
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static <T> EncoderHeadModel<T> read(HeadKind<T> kind, ModelBundle bundle)
      throws IOException {
    return new EncoderHeadModel<>(EncoderModel.read(kind.layout(), bundle));
  }

  /** What learns. */
  public Trainable<SequenceExample<T>> network() {
    return new HeadTraining<>(
        model.network(),
        model.head(),
        example -> List.of(example.sequence()),
        SequenceExample::target);
  }

  /** The scores of each sequence. */
  List<double[]> scores(Pass pass, List<PieceSequence> of) {
    return model.network().scores(pass, of, model.head());
  }

  HeadArchitecture architecture() {
    return model.architecture();
  }

  /** The labels of a classifier, in the order of their numbers. */
  public List<String> labels() {
    return model.labels();
  }

  @Override
  public void close() {
    model.close();
  }
}
