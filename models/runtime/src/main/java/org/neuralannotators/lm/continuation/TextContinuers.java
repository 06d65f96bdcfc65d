package org.neuralannotators.lm.continuation;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.network.RunOptions;

/** Loads language models that continue texts. Thread-safe. */
public final class TextContinuers {
  /** All processors, single precision. */
  public static final RunOptions DEFAULT_RUN = RunOptions.DEFAULT.withBatchTokens(4096);

  private TextContinuers() {}

  /**
   * Whether a location is that of a bundle with such a model, told by its manifest.
   *
   * @param location as for {@link #load(String)}
   * @throws BundleException when there is no such bundle
   */
  public static boolean isOne(String location) throws IOException {
    return ModelRepository.standard().manifest(location).kind().equals(DecoderModel.KIND);
  }

  /** With the default options; see {@link #load(String, RunOptions)}. */
  public static TextContinuer load(String location) throws IOException {
    return load(location, DEFAULT_RUN);
  }

  /**
   * The language model of a decoder's bundle. Whoever loads the same bundle with as many threads
   * and the same precision shares one model, to ask it by prompts too ({@link PromptModels}). It is
   * freed when the last one is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param run threads, batches and precision; in a batch the pieces that a text may have count
   *     once for each of its beams
   * @throws BundleException when there is no such bundle or it holds no decoder
   */
  public static TextContinuer load(String location, RunOptions run) throws IOException {
    return new Face(DecoderOnLanes.shared(location, null, run), run.batchTokens());
  }

  /**
   * The same with an adapter of the decoder, which is added to its weights in memory; see {@link
   * #load(String, RunOptions)}. It describes itself as the adapter does.
   *
   * @param adapter a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException also when there is no such adapter, or it is another decoder's
   */
  public static TextContinuer load(String location, String adapter, RunOptions run)
      throws IOException {
    return new Face(DecoderOnLanes.shared(location, adapter, run), run.batchTokens());
  }

  /**
   * The language model of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no decoder
   */
  public static TextContinuer read(ModelBundle bundle, RunOptions run) throws IOException {
    return new Face(DecoderOnLanes.own(bundle, run), run.batchTokens());
  }

  private record Face(OpenModel<DecoderOnLanes> model, int batchTokens)
      implements TextContinuer, PredictorFace<DecoderOnLanes> {
    @Override
    public List<Continuation> continueTexts(List<String> prompts, ContinuationOptions options) {
      return model.run(
          decoder -> decoder.continuation(batchTokens).continueTexts(prompts, options));
    }

    @Override
    public Continuation continueText(
        String prompt, ContinuationOptions options, Consumer<String> listener) {
      return model.run(
          decoder -> decoder.continuation(batchTokens).continueText(prompt, options, listener));
    }
  }
}
