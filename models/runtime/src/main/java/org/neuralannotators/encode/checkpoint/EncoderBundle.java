package org.neuralannotators.encode.checkpoint;

import java.io.IOException;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorRows;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * A pretrained encoder as a bundle: its tokenizer, and {@code model.safetensors} with the names and
 * shapes of Hugging Face's {@code BertModel}.
 */
public final class EncoderBundle {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bert-encoder";

  private static final String WEIGHTS = "model.safetensors";

  private EncoderBundle() {}

  /** What the manifest says of a checkpoint; the caller adds the rest. */
  public static ModelManifestBuilder manifest(EncoderCheckpoint checkpoint, String name) {
    return ModelManifest.builder(KIND, name).network(checkpoint.architecture());
  }

  /**
   * The files of a checkpoint's bundle. Weights of 16 bits stay so, others become fp32; writing the
   * bundle fails when one of them isn't finite.
   *
   * @throws BundleException when the encoder can't be filled with them
   * @see EncoderCheckpoint#check
   */
  public static BundleWriter files(EncoderCheckpoint checkpoint) throws BundleException {
    checkpoint.check();
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    for (Map.Entry<String, Tensor> entry : checkpoint.tensors().entrySet()) {
      String name = entry.getKey();
      Tensor tensor = entry.getValue();
      TensorRows rows = new TensorRows(tensor, false);
      TensorType type = tensor.type().bytes() == 2 ? tensor.type() : TensorType.F32;
      tensors.add(name, type, rows.shape(), rows.content(type, checkpoint.source()));
    }
    return TokenizerFiles.write(checkpoint.tokenizer()).add(WEIGHTS, tensors);
  }

  /**
   * Reads a bundle, which may be closed afterwards.
   *
   * @throws BundleException when it is of another kind, or its parts don't fit together
   */
  public static EncoderCheckpoint read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    Map<String, Tensor> tensors = bundle.tensors(WEIGHTS);
    try {
      return new EncoderCheckpoint(
          bundle.location(),
          ManifestParts.network(bundle, EncoderArchitecture.class),
          TokenizerFiles.read(bundle),
          tensors);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
  }
}
