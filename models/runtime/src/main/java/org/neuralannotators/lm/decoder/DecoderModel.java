package org.neuralannotators.lm.decoder;

import java.io.IOException;
import java.util.Arrays;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * A language model of a decoder, as a bundle holds it: the files {@code tokenizer.json} and {@code
 * weights.safetensors}. {@link #close()} frees its network.
 *
 * @param spec how it is made
 * @param tokenizer its pieces; what it puts before a text comes before each
 * @param network the network
 */
public record DecoderModel(DecoderSpec spec, StoredTokenizer tokenizer, DecoderNetwork network)
    implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "decoder";

  public DecoderModel {
    if (tokenizer.tokenizer().size() > spec.decoder().vocabulary()) {
      throw new IllegalArgumentException(
          "The tokenizer has [%d] pieces; expected at most [%d], as many as the network"
              .formatted(tokenizer.tokenizer().size(), spec.decoder().vocabulary()));
    }
  }

  /**
   * Lays out a model; its parameters have no memory yet.
   *
   * @param dropout rate, when it is trained
   * @throws IllegalArgumentException when the tokenizer has pieces that the network doesn't
   */
  public static DecoderModel of(DecoderSpec spec, StoredTokenizer tokenizer, double dropout) {
    return new DecoderModel(spec, tokenizer, new DecoderNetwork(spec.decoder(), dropout));
  }

  /**
   * Reads a model to train it further.
   *
   * @param dropout rate
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static DecoderModel read(ModelBundle bundle, double dropout) throws IOException {
    DecoderModel model = layOut(bundle, dropout);
    NetworkWeights.read(bundle, model.network(), model::close);
    return model;
  }

  /**
   * Reads a model to use it.
   *
   * @throws BundleException as {@link #read}
   */
  public static DecoderModel readFrozen(ModelBundle bundle) throws IOException {
    DecoderModel model = layOut(bundle, 0);
    NetworkWeights.readFrozen(bundle, model.network(), model::close);
    return model;
  }

  private static DecoderModel layOut(ModelBundle bundle, double dropout) throws IOException {
    bundle.requireKind(KIND);
    DecoderSpec spec = ManifestParts.network(bundle, DecoderSpec.class);
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    try {
      return of(spec, tokenizer, dropout);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
  }

  /** What the tokenizer puts before each text; often nothing. */
  public int[] begin() {
    return pieces("");
  }

  /**
   * The pieces of a text that goes on: what the tokenizer puts before it stands before it, but
   * nothing behind it.
   */
  public int[] pieces(String text) {
    int[] own = tokenizer.tokenizer().encode(text).ids();
    SpecialTokens.Assembled all = tokenizer.tokenizer().special().around(own);
    return Arrays.copyOf(all.ids(), all.begins()[0] + own.length);
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).network(spec);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(network, type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
