package org.neuralannotators.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** Our tagger with a bundle. */
record NeuralTagger(SequenceTagger tagger) implements Peer<List<List<String>>> {
  /** The bundle that the system property {@code bench.model} names. */
  static NeuralTagger load() {
    try {
      return new NeuralTagger(SequenceTaggers.load(System.getProperty("bench.model")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "neural-annotators " + tagger.manifest().name();
  }

  @Override
  public List<List<String>> prepare(List<List<String>> document) {
    return document;
  }

  @Override
  public void tag(List<List<String>> document) {
    tagger.tag(document);
  }
}
