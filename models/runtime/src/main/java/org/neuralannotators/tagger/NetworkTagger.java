package org.neuralannotators.tagger;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.text.ReadTokens;

/**
 * Tags tokens by a tagger's network. Thread-safe.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkTagger<S> {
  private final TaggerModel<S> model;
  private final NetworkTagging<S> tagging;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  NetworkTagger(TaggerModel<S> model, Lanes lanes, TaggerOptions options) {
    this.model = model;
    tagging =
        new NetworkTagging<>(model, lanes, options.run().batchTokens(), options.sharedBatches());
  }

  /** As {@link SequenceTagger#tag}. */
  List<Tagging> tag(List<? extends List<String>> sentences) {
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
}
