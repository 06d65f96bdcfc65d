package org.neuralannotators.fillmask;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads masked language models. Thread-safe. */
public final class MaskFillers {
  private MaskFillers() {}

  /** With the default options; see {@link #load(String, PredictorOptions)}. */
  public static MaskFiller load(String location) throws IOException {
    return load(location, PredictorOptions.DEFAULT);
  }

  /**
   * The masked language model of an encoder's bundle. Whoever loads the same bundle with the same
   * options shares one model, which is freed when the last one is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, whose tokens are word pieces
   * @throws BundleException when there is no such bundle, it holds no encoder, or one without a
   *     head for masked pieces
   */
  public static MaskFiller load(String location, PredictorOptions options) throws IOException {
    return new Face(
        OpenModel.shared(
            MaskFiller.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  /**
   * The masked language model of an open bundle, shared with nobody; the bundle may be closed
   * afterwards.
   *
   * @throws BundleException when it holds none
   */
  public static MaskFiller read(ModelBundle bundle, PredictorOptions options) throws IOException {
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<MaskFilling> open(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    MaskedModel model = MaskedModel.read(bundle);
    return LoadedModel.onLanes(
        "masked language model",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new MaskFilling(model, lanes, options));
  }

  private record Face(OpenModel<MaskFilling> model)
      implements MaskFiller, PredictorFace<MaskFilling> {
    @Override
    public List<List<Filling>> fill(List<String> texts, int most) {
      return model.run(filling -> filling.fill(texts, most));
    }

    @Override
    public String mask() {
      return model.run(MaskFilling::mask);
    }
  }
}
