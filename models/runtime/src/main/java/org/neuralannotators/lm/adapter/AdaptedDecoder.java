package org.neuralannotators.lm.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.network.Parameter;

/**
 * A decoder with an adapter, or without one. {@link #close()} frees it.
 *
 * @param model to be used
 * @param manifest the adapter's description if there is one, else the decoder's
 */
public record AdaptedDecoder(DecoderModel model, ModelManifest manifest) implements AutoCloseable {
  /**
   * Reads a decoder.
   *
   * @param base its bundle; it may be closed afterwards
   * @param adapter location of its adapter, as {@link ModelRepository#open} takes it; null for none
   * @throws BundleException when one of both can't be used, or the adapter is another decoder's
   */
  public static AdaptedDecoder read(ModelBundle base, String adapter) throws IOException {
    if (adapter == null) {
      return new AdaptedDecoder(DecoderModel.readFrozen(base), base.manifest());
    }
    try (ModelBundle own = ModelRepository.standard().open(adapter)) {
      return of(base, DecoderAdapter.of(own));
    }
  }

  private static AdaptedDecoder of(ModelBundle base, DecoderAdapter adapter) throws IOException {
    return new AdaptedDecoder(adapter.readFrozen(base), adapter.bundle().manifest());
  }

  /**
   * Writes a decoder with an adapter as a decoder of its own, which computes exactly the same: its
   * sums are in single precision, and all else as the decoder has it.
   *
   * @param base location of the decoder
   * @param adapter location of the adapter, which gives the name
   * @param out the bundle
   * @throws BundleException as {@link #read}
   */
  public static void merge(String base, String adapter, Path out) throws IOException {
    ModelRepository repository = ModelRepository.standard();
    try (ModelBundle decoder = repository.open(base);
        ModelBundle own = repository.open(adapter)) {
      DecoderAdapter sums = DecoderAdapter.of(own);
      try (AdaptedDecoder merged = of(decoder, sums)) {
        merged.write(decoder, Set.copyOf(sums.spec().matrices()), out);
      }
    }
  }

  private void write(ModelBundle base, Set<String> sums, Path out) throws IOException {
    Map<String, Tensor> former = base.tensors(NetworkWeights.FILE);
    SafeTensorsWriter weights = new SafeTensorsWriter();
    for (Parameter each : model.network().parameters().all()) {
      String name = each.name();
      weights.add(
          name, sums.contains(name) ? TensorType.F32 : former.get(name).type(), each.value());
    }
    TokenizerFiles.write(model.tokenizer())
        .add(NetworkWeights.FILE, weights)
        .write(out, description());
  }

  private ModelManifest description() {
    ModelManifestBuilder builder =
        model
            .manifest(manifest.name())
            .language(manifest.language())
            .description(manifest.description())
            .licence(manifest.licence())
            .trainedOn(manifest.trainingData());
    manifest.scores().forEach(score -> builder.score(score.data(), score.metric(), score.value()));
    return builder.build();
  }

  @Override
  public void close() {
    model.close();
  }
}
