package org.neuralannotators.zeroshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.zeroshot.GlinerArchitecture.Form;
import org.neuralannotators.zeroshot.GlinerArchitecture.Prompt;

/** A bundle of a small GLiNER model with random weights upon {@link TinyBert}. */
public final class TinyGliner {
  /** The name of the bundle. */
  public static final String NAME = "tiny-gliner";

  private TinyGliner() {}

  /** Writes the bundle into a folder and says where it is. */
  public static String write(Path folder) throws IOException {
    EncoderCheckpoint encoder = TinyBert.checkpoint(folder);
    int marker = TinyBert.pieces().indexOf("[MASK]");
    int separator = TinyBert.pieces().indexOf("[SEP]");
    GlinerArchitecture architecture =
        new GlinerArchitecture(
            encoder.architecture(),
            12,
            WordPooling.FIRST,
            1,
            Form.MARKER_V0,
            4,
            10,
            new Prompt(marker, new int[] {separator}, true));
    Path bundle = folder.resolve(NAME);
    try (EncoderModel<GlinerArchitecture, GlinerHead> model =
        EncoderModel.untrained(
            GlinerModel.LAYOUT, new ModelSpec<>(architecture, List.of()), encoder.tokenizer())) {
      EncoderNetwork network = model.network();
      network.initialize(new Random(3));
      encoder.copyTo(network.encoder());
      model
          .files(TensorType.F32)
          .write(bundle, model.manifest(NAME).description("Random weights.").build());
    }
    return bundle.toString();
  }
}
