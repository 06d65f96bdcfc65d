package org.neuralannotators.translate;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
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
   * @throws BundleException when there is no such bundle or it holds no translator
   */
  public static Translator load(String location, TranslatorOptions options) throws IOException {
    return new Shared(
        ModelRegistry.acquire(
            location, options.toString(), Translator.class, bundle -> read(bundle, options)));
  }

  /**
   * The same for a pair of languages (BCP 47); regions and scripts don't matter.
   *
   * @param source null for whatever the bundle has
   * @param target null for whatever the bundle has
   * @throws BundleException also when the bundle is for other languages
   */
  public static Translator load(
      String location, TranslatorOptions options, String source, String target) throws IOException {
    Translator translator = load(location, options);
    TextPairRules rules = translator.rules();
    if (rules.isFor(source, target)) {
      return translator;
    }
    translator.close();
    throw new BundleException(
        "The bundle [%s] is from [%s] to [%s]; expected one from [%s] to [%s]. Name another bundle"
            .formatted(
                location,
                rules.sourceLanguage(),
                rules.targetLanguage(),
                source == null ? "any" : source,
                target == null ? "any" : target));
  }

  /**
   * The translator of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no translator, or one without attention while the options
   *     have a penalty for what isn't attended to
   */
  public static Translator read(ModelBundle bundle, TranslatorOptions options) throws IOException {
    TranslatorModel model = TranslatorModel.read(bundle);
    if (options.coveragePenalty() > 0 && !model.network().aligns()) {
      model.close();
      throw new BundleException(
          "The bundle [%s] has no attention, of which the coveragePenalty [%s] is made; expected 0"
              .formatted(bundle.location(), options.coveragePenalty()));
    }
    return new NetworkTranslator(bundle.manifest(), model, options);
  }

  /** A lease on a translator. */
  private record Shared(Lease<Translator> lease) implements Translator {
    @Override
    public List<List<Hypothesis>> translate(List<String> sources) {
      return lease.model().translate(sources);
    }

    @Override
    public List<Hypothesis> score(List<ParallelText> pairs) {
      return lease.model().score(pairs);
    }

    @Override
    public TextPairRules rules() {
      return lease.model().rules();
    }

    @Override
    public ModelManifest manifest() {
      return lease.model().manifest();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
