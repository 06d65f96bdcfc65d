package org.neuralannotators.lm.continuation;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.adapter.AdaptedDecoder;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.RunOptions;

/**
 * A decoder in memory and the lanes that have its packed weights, for all uses: texts are continued
 * and prompts answered, in batches of any size, by one. Thread-safe.
 */
final class DecoderOnLanes {
  private final DecoderModel model;
  private final KeptBegins begins;
  private final Lanes lanes;
  private final Map<PredictorOptions, PromptedDecoder> prompted = new ConcurrentHashMap<>();

  private DecoderOnLanes(DecoderModel model, KeptBegins begins, Lanes lanes) {
    this.model = model;
    this.begins = begins;
    this.lanes = lanes;
  }

  /**
   * The decoder of a bundle, shared by all that want as many threads and the same precision.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param adapter the same of its adapter; null for none
   */
  static OpenModel<DecoderOnLanes> shared(String location, String adapter, RunOptions run)
      throws IOException {
    String variant = "%s with %d threads".formatted(run.precision(), run.numThreads());
    if (adapter != null) {
      variant += " and " + ModelRepository.standard().manifest(adapter);
    }
    return OpenModel.shared(
        DecoderOnLanes.class, location, variant, bundle -> read(bundle, adapter, run));
  }

  /** The decoder of an open bundle, shared with nobody. */
  static OpenModel<DecoderOnLanes> own(ModelBundle bundle, RunOptions run) throws IOException {
    return OpenModel.own(read(bundle, null, run));
  }

  private static LoadedModel<DecoderOnLanes> read(
      ModelBundle bundle, String adapter, RunOptions run) throws IOException {
    AdaptedDecoder decoder = AdaptedDecoder.read(bundle, adapter);
    KeptBegins begins = new KeptBegins(decoder.model().network());
    return LoadedModel.onLanes(
        "language model",
        decoder.manifest(),
        run,
        () -> {
          begins.close();
          decoder.close();
        },
        lanes -> new DecoderOnLanes(decoder.model(), begins, lanes));
  }

  /** What continues texts. */
  DecoderContinuation continuation(int batchTokens) {
    return new DecoderContinuation(model, lanes, batchTokens);
  }

  /** What answers prompts; callers with the same options share batches. */
  PromptedDecoder prompted(PredictorOptions options) {
    return prompted.computeIfAbsent(
        options, each -> new PromptedDecoder(model, begins, lanes, each));
  }
}
