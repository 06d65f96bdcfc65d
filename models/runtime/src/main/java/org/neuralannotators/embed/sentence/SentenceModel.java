package org.neuralannotators.embed.sentence;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.head.SentenceHead;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelLayout;
import org.neuralannotators.network.Pass;

/**
 * A model for vectors of texts.
 *
 * @param model closed with this
 */
public record SentenceModel(EncoderModel<SentenceArchitecture, SentenceHead> model)
    implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "sentence-encoder";

  /** How such a model is made. */
  public static final ModelLayout<SentenceArchitecture, SentenceHead> LAYOUT =
      new ModelLayout<>(
          KIND,
          SentenceArchitecture.class,
          SentenceArchitecture::encoder,
          (network, spec) -> new SentenceHead(network.parameters(), spec.architecture().head()));

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  static SentenceModel read(ModelBundle bundle) throws IOException {
    return new SentenceModel(EncoderModel.read(LAYOUT, bundle));
  }

  /** Its shape. */
  SentenceArchitecture architecture() {
    return model.architecture();
  }

  /**
   * How texts become sequences.
   *
   * @param prompt the name of one of the model's prompts, or another text; null for the default
   */
  SentenceTexts texts(String prompt) {
    return SentenceTexts.of(
        model.tokenizer().tokenizer(), architecture(), architecture().prompt(prompt));
  }

  /**
   * The vectors of sequences.
   *
   * @param skipped how many of the first pieces of each don't count in the pooling
   */
  List<float[]> embed(Pass pass, List<PieceSequence> sequences, int skipped) {
    return model.network().scores(pass, sequences, model.head().skipping(skipped));
  }

  @Override
  public void close() {
    model.close();
  }
}
