package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.network.Lanes;

/** Scores a language model of any kind on files. Not thread-safe; {@link #close()} frees it. */
public final class LanguageModelEvaluation implements AutoCloseable {
  private final LanguageModel model;
  private final ModelManifest manifest;
  private final Lanes lanes = Lanes.ofFloats(DeviceInfo.current().threads());

  private LanguageModelEvaluation(LanguageModel model, ModelManifest manifest) {
    this.model = model;
    this.manifest = manifest;
  }

  /**
   * Loads a bundle.
   *
   * @param location its path or name, as {@link ModelRepository#open} takes it
   * @throws BundleException when it can't be used
   */
  public static LanguageModelEvaluation load(String location) throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(location)) {
      return new LanguageModelEvaluation(LanguageModel.read(bundle, 0), bundle.manifest());
    }
  }

  /** Scores the model on a part of a file; raw text is split by the model's language. */
  public LanguageModelScore score(
      Path file, TextLayout layout, Integer column, TextFormat.Part part) throws IOException {
    TextFormat format = new TextFormat(layout, column, manifest.language(), model.unit());
    return LanguageModelScore.of(model, format.read(file, part), lanes);
  }

  /** The names of the directions in which the model reads. */
  public List<String> directions() {
    return model.directions();
  }

  /** The description of the model, from its bundle. */
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    lanes.close();
    model.close();
  }
}
