package org.neuralannotators.tagger;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.text.ReadTokens;

/**
 * A tagger's network from a bundle.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkTagger<S> implements SequenceTagger {
  private final TaggerModel<S> model;
  private final OpenModel open;
  private final NetworkTagging<S> tagging;

  /**
   * @param model is the tagger's from now on
   */
  NetworkTagger(ModelManifest manifest, TaggerModel<S> model, TaggerOptions options) {
    this.model = model;
    open = new OpenModel("tagger", manifest, options.run(), model::close);
    tagging =
        new NetworkTagging<>(
            model, open.lanes(), options.run().batchTokens(), options.sharedBatches());
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    open.requireOpen();
    List<ReadTokens> read = ReadTokens.ofAll(sentences);
    List<Tagging> found = tagging.tag(model.encode(ReadTokens.tokens(read)));
    return IntStream.range(0, found.size())
        .mapToObj(i -> whole(read.get(i), found.get(i)))
        .toList();
  }

  private Tagging whole(ReadTokens read, Tagging found) {
    return read.isWhole()
        ? found
        : found.spread(read.places(), read.length(), model.labels().scheme());
  }

  @Override
  public ModelManifest manifest() {
    return open.manifest();
  }

  @Override
  public void close() {
    open.close();
  }
}
