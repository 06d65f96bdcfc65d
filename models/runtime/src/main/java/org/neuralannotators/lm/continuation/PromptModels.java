package org.neuralannotators.lm.continuation;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads language models that are asked by prompts. Thread-safe. */
public final class PromptModels {
  private PromptModels() {}

  /**
   * The language model of a decoder's bundle. Whoever loads the same bundle with as many threads
   * and the same precision shares one model, whatever the prompts, and also to continue texts
   * ({@link TextContinuers}). It is freed when the last one is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads, batches and precision
   * @throws BundleException when there is no such bundle or it holds no decoder
   */
  public static PromptModel load(String location, PredictorOptions options) throws IOException {
    return new Face(DecoderOnLanes.shared(location, null, options.run()), options);
  }

  /**
   * The language model of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no decoder
   */
  public static PromptModel read(ModelBundle bundle, PredictorOptions options) throws IOException {
    return new Face(DecoderOnLanes.own(bundle, options.run()), options);
  }

  private record Face(OpenModel<DecoderOnLanes> model, PredictorOptions options)
      implements PromptModel, PredictorFace<DecoderOnLanes> {
    private <R> R run(Function<PromptedDecoder, R> use) {
      return model.run(decoder -> use.apply(decoder.prompted(options)));
    }

    @Override
    public List<List<ContinuationScore>> scores(
        String begin, List<String> prompts, List<String> continuations) {
      return run(decoder -> decoder.scores(begin, prompts, continuations));
    }

    @Override
    public List<Continuation> continueTexts(
        String begin, List<String> prompts, ContinuationOptions options) {
      return run(decoder -> decoder.continueTexts(begin, prompts, options));
    }

    @Override
    public int length(String prompt, List<String> continuations) {
      return run(decoder -> decoder.length(prompt, continuations));
    }

    @Override
    public int maximumLength() {
      return run(PromptedDecoder::maximumLength);
    }

    @Override
    public int[] pieceEnds(String text) {
      return run(decoder -> decoder.pieceEnds(text));
    }
  }
}
