package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** Knows some words by heart, remembers what it was asked and what was done to it. */
final class FakeTagger implements SequenceTagger {
  /** The marginal probability of every tag. */
  static final double MARGINAL = 0.9;

  private static final Map<String, String> NAMES =
      Map.of("Ada", "B-PER", "Lovelace", "I-PER", "Turin", "B-LOC", "Esperanto", "B-MISC");

  private static final Map<String, String> PARTS_OF_SPEECH =
      Map.of("Ada", "NNP", "left", "VBD", ".", ".");

  /** The probability of a mention as a whole. */
  static final Map<String, Double> CONFIDENCES = Map.of("PER", 0.8, "LOC", 0.4, "MISC", 0.6);

  final List<List<List<String>>> calls = Collections.synchronizedList(new ArrayList<>());
  private final TagScheme scheme;
  private final Map<String, String> tags;
  private final String otherTag;
  int opened;
  int closed;
  Runnable onTag = () -> {};

  private FakeTagger(TagScheme scheme, Map<String, String> tags, String otherTag) {
    this.scheme = scheme;
    this.tags = tags;
    this.otherTag = otherTag;
  }

  static FakeTagger ofNames() {
    return new FakeTagger(TagScheme.BIO, NAMES, "O");
  }

  static FakeTagger ofPartsOfSpeech() {
    return new FakeTagger(TagScheme.NONE, PARTS_OF_SPEECH, "NN");
  }

  /** Opens it as often as it is asked to. */
  Supplier<SequenceTagger> loader() {
    return () -> {
      opened++;
      return this;
    };
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    if (opened == closed) {
      throw new IllegalStateException("closed");
    }
    calls.add(List.copyOf(sentences));
    onTag.run();
    return sentences.stream().map(this::tagging).toList();
  }

  private Tagging tagging(List<String> tokens) {
    List<String> given = tokens.stream().map(token -> tags.getOrDefault(token, otherTag)).toList();
    List<TaggedSpan> spans =
        scheme.decode(given).stream()
            .map(
                span ->
                    new TaggedSpan(
                        span.begin(), span.end(), span.label(), CONFIDENCES.get(span.label())))
            .toList();
    return new Tagging(given, Collections.nCopies(given.size(), MARGINAL), spans);
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("tagger", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed++;
  }
}
