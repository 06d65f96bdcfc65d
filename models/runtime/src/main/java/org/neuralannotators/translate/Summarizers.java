package org.neuralannotators.translate;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;

/** Loads summarizers, whose bundles are those of translators. Thread-safe. */
public final class Summarizers {
  private Summarizers() {}

  /** With the default options; see {@link #load(String, SummarizerOptions)}. */
  public static Summarizer load(String location) throws IOException {
    return load(location, SummarizerOptions.DEFAULT);
  }

  /**
   * The summarizer of a bundle. Whoever loads the same bundle with the same options shares one
   * model, which is freed when the last summarizer is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException when there is no such bundle or its network doesn't turn texts into
   *     others
   */
  public static Summarizer load(String location, SummarizerOptions options) throws IOException {
    return new Face(
        OpenModel.shared(
            Summarizer.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  private static LoadedModel<NetworkSummarizer> open(ModelBundle bundle, SummarizerOptions options)
      throws IOException {
    return Translators.open("summarizer", bundle, options.translator(), NetworkSummarizer::of);
  }

  private record Face(OpenModel<NetworkSummarizer> model)
      implements Summarizer, PredictorFace<NetworkSummarizer> {
    @Override
    public List<Summary> summarize(List<String> texts) {
      return model.run(summarizer -> summarizer.summarize(texts));
    }
  }
}
