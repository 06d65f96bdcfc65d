package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.PieceEncoder;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.ModelLayout;
import org.neuralannotators.model.ModelSpec;

/** A tagger on an encoder. */
public final class EncoderTaggerModel implements TaggerModel<EncodedPieces> {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bert-tagger";

  /** How such a model is made. */
  public static final ModelLayout<EncoderTaggerArchitecture, TagHead> LAYOUT =
      new ModelLayout<>(
          KIND,
          EncoderTaggerArchitecture.class,
          EncoderTaggerArchitecture::encoder,
          EncoderTaggerModel::head);

  private final EncoderModel<EncoderTaggerArchitecture, TagHead> model;
  private final LabelSet labels;
  private final PieceEncoder encoder;
  private final EncoderTaggerNetwork network;

  /**
   * @param model is this one's from now on
   */
  public EncoderTaggerModel(EncoderModel<EncoderTaggerArchitecture, TagHead> model) {
    this.model = model;
    labels = model.spec().tags();
    EncoderTaggerArchitecture architecture = model.architecture();
    encoder =
        new PieceEncoder(
            model.tokenizer().tokenizer(),
            architecture.maximumPieces(),
            architecture.stride(),
            architecture.context(),
            architecture.tokenCase() ? architecture.encoder().segments() : 0);
    network = new EncoderTaggerNetwork(model.network(), model.head());
  }

  private static TagHead head(EncoderNetwork network, ModelSpec<EncoderTaggerArchitecture> spec) {
    return new TagHead(
        network.parameters(),
        network.hidden(),
        spec.architecture().head(),
        TaggerModel.constraints(spec.tags()),
        network.dropout().hidden());
  }

  /**
   * Reads a model for tagging.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static EncoderTaggerModel read(ModelBundle bundle) throws IOException {
    return new EncoderTaggerModel(EncoderModel.read(LAYOUT, bundle));
  }

  @Override
  public TaggerNetwork<EncodedPieces> network() {
    return network;
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public List<EncodedPieces> encode(List<? extends List<String>> sentences) {
    return encoder.encode(sentences);
  }

  @Override
  public int rows(EncodedPieces sentence) {
    return sentence.pieces();
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return model.manifest(name);
  }

  @Override
  public BundleWriter files(TensorType type) {
    return model.files(type);
  }

  @Override
  public void close() {
    model.close();
  }
}
