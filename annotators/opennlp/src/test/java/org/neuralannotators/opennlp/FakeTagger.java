package org.neuralannotators.opennlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** Knows some words by heart, and remembers what it was asked. */
final class FakeTagger implements SequenceTagger {
  final List<List<List<String>>> calls = new ArrayList<>();
  boolean closed;
  private final Map<String, String> tags;
  private final Map<String, Double> confidences;

  /** Knows some names. */
  FakeTagger() {
    this(
        Map.of("Ada", "B-PER", "Lovelace", "I-PER", "Turin", "B-LOC"),
        Map.of("PER", 0.9, "LOC", 0.4));
  }

  /**
   * @param tags of tokens; others get {@code O}
   * @param confidences of types
   */
  FakeTagger(Map<String, String> tags, Map<String, Double> confidences) {
    this.tags = tags;
    this.confidences = confidences;
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    calls.add(List.copyOf(sentences));
    return sentences.stream().map(this::tagging).toList();
  }

  private Tagging tagging(List<String> tokens) {
    List<String> found = tokens.stream().map(token -> tags.getOrDefault(token, "O")).toList();
    List<TaggedSpan> spans =
        TagScheme.BIO.decode(found).stream()
            .map(s -> new TaggedSpan(s.begin(), s.end(), s.label(), confidences.get(s.label())))
            .toList();
    return new Tagging(found, Collections.nCopies(found.size(), 0.5), spans);
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("tagger", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed = true;
  }
}
