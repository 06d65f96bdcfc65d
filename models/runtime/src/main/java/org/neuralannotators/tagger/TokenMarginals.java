package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;

/**
 * A tagger that gives the probabilities of all its labels, by which another can learn. Thread-safe
 * as a {@link SequenceTagger} is; {@link #close()} frees its memory.
 */
public interface TokenMarginals extends AutoCloseable {
  /**
   * The marginals of each sentence: an array [tokens, K].
   *
   * @param sentences without blank tokens, as {@link org.neuralannotators.text.ReadTokens} gives
   *     them
   */
  List<float[]> marginals(List<? extends List<String>> sentences);

  /** The labels, in the order of the probabilities. */
  LabelSet labels();

  @Override
  void close();

  /**
   * Reads those of a bundle, which may be closed afterwards.
   *
   * @param temperature by which all scores are divided
   * @throws BundleException when it holds no tagger with labels of its own
   */
  static TokenMarginals read(ModelBundle bundle, TaggerOptions options, double temperature)
      throws IOException {
    return bundle.manifest().kind().equals(EncoderTaggerModel.KIND)
        ? of(bundle, EncoderTaggerModel.read(bundle), options, temperature)
        : of(bundle, BiLstmCrfModel.read(bundle), options, temperature);
  }

  private static <S> TokenMarginals of(
      ModelBundle bundle, TaggerModel<S> model, TaggerOptions options, double temperature) {
    OpenModel<NetworkScoring<S, float[]>> open =
        OpenModel.own(
            LoadedModel.onLanes(
                "tagger",
                bundle.manifest(),
                options.run(),
                model::close,
                lanes ->
                    new NetworkScoring<>(
                        model,
                        lanes,
                        options.run().batchTokens(),
                        options.sharedBatches(),
                        (crf, emissions) -> crf.lattice(emissions, temperature).marginals())));
    return new TokenMarginals() {
      @Override
      public List<float[]> marginals(List<? extends List<String>> sentences) {
        return open.run(scoring -> scoring.run(model.encode(sentences)));
      }

      @Override
      public LabelSet labels() {
        return model.labels();
      }

      @Override
      public void close() {
        open.close();
      }
    };
  }
}
