package org.neuralannotators.lm.continuation;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads language models that are asked by prompts. Thread-safe. */
public final class PromptModels {
  private PromptModels() {}

  /**
   * The language model of a decoder's bundle. Whoever loads the same bundle with the same options
   * shares one model, whatever the prompts, which is freed when the last one is closed, or dropped
   * without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads, batches and precision
   * @throws BundleException when there is no such bundle or it holds no decoder
   */
  public static PromptModel load(String location, PredictorOptions options) throws IOException {
    return new Face(
        OpenModel.shared(
            PromptModel.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  /**
   * The language model of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no decoder
   */
  public static PromptModel read(ModelBundle bundle, PredictorOptions options) throws IOException {
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<PromptedDecoder> open(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    DecoderModel model = DecoderModel.readFrozen(bundle);
    KeptBegins begins = new KeptBegins(model.network());
    return LoadedModel.onLanes(
        "language model",
        bundle.manifest(),
        options.run(),
        () -> {
          begins.close();
          model.close();
        },
        lanes -> new PromptedDecoder(model, begins, lanes, options));
  }

  private record Face(OpenModel<PromptedDecoder> model)
      implements PromptModel, PredictorFace<PromptedDecoder> {
    @Override
    public List<List<ContinuationScore>> scores(
        String begin, List<String> prompts, List<String> continuations) {
      return model.run(decoder -> decoder.scores(begin, prompts, continuations));
    }

    @Override
    public List<Continuation> continueTexts(
        String begin, List<String> prompts, ContinuationOptions options) {
      return model.run(decoder -> decoder.continueTexts(begin, prompts, options));
    }

    @Override
    public int length(String prompt, List<String> continuations) {
      return model.run(decoder -> decoder.length(prompt, continuations));
    }

    @Override
    public int maximumLength() {
      return model.run(PromptedDecoder::maximumLength);
    }

    @Override
    public int[] pieceEnds(String text) {
      return model.run(decoder -> decoder.pieceEnds(text));
    }
  }
}
