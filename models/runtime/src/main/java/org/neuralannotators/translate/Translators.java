package org.neuralannotators.translate;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.translate.text.TextChoice;
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
   * What texts a bundle translates when it is asked for some, told from its manifest alone.
   *
   * @param location of the bundle, for people
   * @throws BundleException when it holds no translator, or one for other texts
   */
  public static TextPairRules rules(String location, ModelManifest manifest, TextChoice choice)
      throws BundleException {
    if (!manifest.kind().equals(TranslatorModel.KIND)) {
      throw new BundleException(
          "Bundle [%s] is of kind [%s], expected [%s]; name a bundle of that kind"
              .formatted(location, manifest.kind(), TranslatorModel.KIND));
    }
    try {
      return ManifestParts.normalization(location, manifest, TextPairRules.class).chosen(choice);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + location + "]: " + e.getMessage(), e);
    }
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
    return open("translator", bundle, options, (model, translator) -> translator);
  }

  /**
   * A model of what a translator is a part of.
   *
   * @param kind of the model, for people
   * @param computation by the model and its translator
   */
  static <C> LoadedModel<C> open(
      String kind,
      ModelBundle bundle,
      TranslatorOptions options,
      BiFunction<TranslatorModel, NetworkTranslator, C> computation)
      throws IOException {
    TranslatorModel model = TranslatorModel.read(bundle, options.texts());
    if (options.coveragePenalty() > 0 && !model.network().aligns()) {
      model.close();
      throw new BundleException(
          "The bundle [%s] has no attention, of which the coveragePenalty [%s] is made; expected 0"
              .formatted(bundle.location(), options.coveragePenalty()));
    }
    return LoadedModel.onLanes(
        kind,
        bundle.manifest().withLanguage(model.rules().sourceLanguage()),
        options.run(),
        model::close,
        lanes -> computation.apply(model, new NetworkTranslator(model, lanes, options)));
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
