package org.neuralannotators.prompt;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.lm.continuation.PromptModel;
import org.neuralannotators.lm.continuation.PromptModels;
import org.neuralannotators.model.PredictorOptions;

/**
 * Puts language models to use by prompts. Whoever loads the same bundle with as many threads and
 * the same precision shares one model, whatever the prompts, which is freed when the last of its
 * predictors is closed, or dropped without close. Their manifests are those of the model under the
 * name {@code model:prompt}, with the prompt's labels, and the prompt among the files. Thread-safe.
 */
public final class PromptPredictors {
  private PromptPredictors() {}

  /**
   * What answers a prompt of either kind, for those that write both alike: what a field has is the
   * only label of its text, empty where it has nothing.
   *
   * @param location as for {@link #loadClassifier}
   * @param options as for {@link #loadClassifier}
   * @throws BundleException when there is no such bundle or it holds no decoder
   * @throws PromptException when the prompt is too long for the model
   */
  public static TextClassifier load(String location, Prompt prompt, PredictorOptions options)
      throws IOException {
    return prompt.classifies()
        ? loadClassifier(location, prompt, options)
        : new FilledTexts(prompt.name(), loadFiller(location, prompt, options));
  }

  /**
   * A classifier of texts.
   *
   * @param location of the bundle of a decoder: a path, a {@code classpath:} location, or a name
   * @param options threads and batches, whose tokens are the pieces of whole prompts
   * @throws BundleException when there is no such bundle or it holds no decoder
   * @throws PromptException when the prompt has no labels, or is too long for the model
   */
  public static TextClassifier loadClassifier(
      String location, Prompt prompt, PredictorOptions options) throws IOException {
    if (!prompt.classifies()) {
      throw new PromptException(
          "Prompt [%s] has no [labels], and so fills a field; expected one that classifies"
              .formatted(prompt.name()));
    }
    return asked(location, prompt, options, PromptClassifier::new);
  }

  /**
   * What fills a field of texts.
   *
   * @param location as for {@link #loadClassifier}
   * @param options as for {@link #loadClassifier}
   * @throws BundleException when there is no such bundle or it holds no decoder
   * @throws PromptException when the prompt has labels, or is too long for the model
   */
  public static FieldFiller loadFiller(String location, Prompt prompt, PredictorOptions options)
      throws IOException {
    if (prompt.classifies()) {
      throw new PromptException(
          "Prompt [%s] has [labels], and so classifies; expected one that fills a field"
              .formatted(prompt.name()));
    }
    return asked(location, prompt, options, PromptFiller::new);
  }

  private static <T> T asked(
      String location,
      Prompt prompt,
      PredictorOptions options,
      BiFunction<Prompt, PromptModel, T> maker)
      throws IOException {
    PromptModel model = PromptModels.load(location, options);
    try {
      return maker.apply(prompt, model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** What a model says of itself that is asked by a prompt. */
  public static ModelManifest manifest(ModelManifest model, Prompt prompt) {
    return model.usedAs(
        model.name() + ":" + prompt.name(),
        List.copyOf(prompt.labels().keySet()),
        "prompt",
        prompt.checksum());
  }
}
