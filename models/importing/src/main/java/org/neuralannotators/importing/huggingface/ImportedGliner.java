package org.neuralannotators.importing.huggingface;

import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.zeroshot.GlinerArchitecture;

/**
 * A GLiNER model.
 *
 * @param model closed with this
 * @param encoder the title of its encoder's family
 */
record ImportedGliner(
    EncoderModel<GlinerArchitecture, ?> model, String encoder, List<String> leftOut)
    implements ImportedModel {
  @Override
  public String description() {
    EncoderArchitecture shape = model.architecture().encoder();
    return "a finder of entities by their description: GLiNER in the form %s, %s, %d layers of %d"
        .formatted(model.architecture().form(), encoder, shape.layers(), shape.hidden());
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return model.manifest(name);
  }

  @Override
  public BundleWriter files() {
    // The sums of the recurrent layers' biases don't fit into 16 bits.
    return model.files(TensorType.F32);
  }

  @Override
  public void close() {
    model.close();
  }
}
