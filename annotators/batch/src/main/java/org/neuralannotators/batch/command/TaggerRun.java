package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;

/**
 * What a tagger gave, and what that took; {@code evaluate --json} prints these fields.
 *
 * @param model name of the bundle
 * @param labels that the model knows
 * @param taggings of the sentences
 * @param sentences number of sentences
 * @param tokens number of tokens
 * @param tokensPerSecond after the data was tagged once
 */
record TaggerRun(
    String model,
    @JsonIgnore List<String> labels,
    @JsonIgnore List<Tagging> taggings,
    long sentences,
    long tokens,
    double tokensPerSecond,
    @JsonUnwrapped Resources resources) {

  /** Loads the model, tags the sentences once for the tags, and again for the speed. */
  static TaggerRun of(
      String model,
      TaggerOptions options,
      TaggerTask task,
      List<List<String>> sentences,
      int repeat)
      throws IOException {
    long start = System.nanoTime();
    try (SequenceTagger tagger = SequenceTaggers.load(model, options, task)) {
      double loadSeconds = secondsSince(start);
      List<Tagging> taggings = tagger.tag(sentences);
      long tokens = sentences.stream().mapToLong(List::size).sum();
      start = System.nanoTime();
      for (int i = 0; i < repeat; i++) {
        tagger.tag(sentences);
      }
      return new TaggerRun(
          tagger.manifest().name(),
          tagger.manifest().labels(),
          taggings,
          sentences.size(),
          tokens,
          tokens * repeat / secondsSince(start),
          Resources.now(loadSeconds));
    }
  }

  static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** One line on time and memory. */
  String line() {
    return resources.line(sentences + " sentences", "tokens", tokensPerSecond);
  }
}
