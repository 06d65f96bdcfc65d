package org.neuralannotators.translate;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.translate.text.TextPairRules;

/** Loads translators. Thread-safe. */
public final class Translators {
  private Translators() {}

  /** With the default options; see {@link #load(String, TranslatorOptions)}. */
  public static Translator load(String location) throws IOException {
    return load(location, TranslatorOptions.DEFAULT);
  }

  /**
   * The translator of a bundle. Whoever loads the same bundle with the same options shares one
   * model, which is freed when the last translator is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException when there is no such bundle, it holds no translator, or it is for
   *     other texts than the options ask for
   */
  public static Translator load(String location, TranslatorOptions options) throws IOException {
    return new Face(
        OpenModel.shared(
            Translator.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  /**
   * The translator of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no translator, or one for other texts or without
   *     attention while the options have a penalty for what isn't attended to
   */
  public static Translator read(ModelBundle bundle, TranslatorOptions options) throws IOException {
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<NetworkTranslator> open(ModelBundle bundle, TranslatorOptions options)
      throws IOException {
    TranslatorModel model = TranslatorModel.read(bundle, options.texts());
    if (options.coveragePenalty() > 0 && !model.network().aligns()) {
      model.close();
      throw new BundleException(
          "The bundle [%s] has no attention, of which the coveragePenalty [%s] is made; expected 0"
              .formatted(bundle.location(), options.coveragePenalty()));
    }
    return LoadedModel.onLanes(
        "translator",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new NetworkTranslator(model, lanes, options));
  }

  private record Face(OpenModel<NetworkTranslator> model)
      implements Translator, PredictorFace<NetworkTranslator> {
    @Override
    public List<List<Hypothesis>> translate(List<String> sources) {
      return model.run(translator -> translator.translate(sources));
    }

    @Override
    public List<Hypothesis> score(List<ParallelText> pairs) {
      return model.run(translator -> translator.score(pairs));
    }

    @Override
    public TextPairRules rules() {
      return model.run(NetworkTranslator::rules);
    }
  }
}
