package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Renames labels: from the types of a data set to those of a model, or from a model's to those of a
 * framework. A label that isn't named stays as it is, unless the map has an entry for {@code *}. A
 * label mapped to {@code O} is dropped. Immutable and so thread-safe.
 *
 * @param labels the new name for each label
 */
public record LabelMap(Map<String, String> labels) {
  /** Changes nothing. */
  public static final LabelMap IDENTITY = new LabelMap(Map.of());

  private static final String ANY_OTHER = "*";

  /**
   * Blanks around labels don't count.
   *
   * @throws IllegalArgumentException for an empty label, or one that is renamed twice
   */
  public LabelMap {
    Map<String, String> clean = new LinkedHashMap<>();
    labels.forEach(
        (from, to) -> {
          String label = required(from, from, to);
          if (clean.put(label, required(to, from, to)) != null) {
            throw new IllegalArgumentException(
                "The label map names [" + label + "] twice; expected each label once");
          }
        });
    labels = Map.copyOf(clean);
  }

  private static String required(String label, String from, String to) {
    String clean = label == null ? "" : Blanks.strip(label);
    if (clean.isEmpty()) {
      throw new IllegalArgumentException(
          "Entry ["
              + from
              + "="
              + Objects.toString(to, "")
              + "] of the label map; expected a label on both sides, O drops one");
    }
    return clean;
  }

  /**
   * Reads {@code person=PER, location=LOC, *=O}.
   *
   * @throws IllegalArgumentException for an entry that isn't {@code label=label}
   */
  public static LabelMap parse(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String entry : text.strip().split("\\s*[,;]\\s*", -1)) {
      if (entry.isEmpty()) {
        continue;
      }
      int equals = entry.indexOf('=');
      String from = equals < 0 ? "" : entry.substring(0, equals).strip();
      String to = entry.substring(equals + 1).strip();
      if (from.isEmpty() || to.isEmpty()) {
        throw new IllegalArgumentException(
            "Entry [" + entry + "] of label map [" + text + "]; expected [label=label]");
      }
      labels.put(from, to);
    }
    return new LabelMap(labels);
  }

  /** This map, and the other one for labels that this one doesn't name, {@code *} being a name. */
  public LabelMap orElse(LabelMap other) {
    if (labels.containsKey(ANY_OTHER)) {
      return this;
    }
    Map<String, String> both = new LinkedHashMap<>(other.labels);
    both.putAll(labels);
    return new LabelMap(both);
  }

  /** The new name of a label; empty when it is dropped. */
  public Optional<String> map(String label) {
    String mapped = rename(label);
    return mapped.equals(TagScheme.OUTSIDE) ? Optional.empty() : Optional.of(mapped);
  }

  /**
   * The new name of a tag that no token can do without, such as a part of speech: {@code O} too.
   */
  public String rename(String tag) {
    return labels.getOrDefault(tag, labels.getOrDefault(ANY_OTHER, tag));
  }

  /** The spans that aren't dropped, with their new labels. */
  public List<TaggedSpan> map(List<TaggedSpan> spans) {
    List<TaggedSpan> mapped = new ArrayList<>(spans.size());
    for (TaggedSpan span : spans) {
      map(span.label())
          .map(label -> new TaggedSpan(span.begin(), span.end(), label, span.confidence()))
          .ifPresent(mapped::add);
    }
    return mapped;
  }

  /**
   * The sentence with its spans renamed and tagged by the scheme; without one, its tags renamed.
   */
  public TaggedSentence map(TaggedSentence sentence, TagScheme scheme) {
    List<String> tags =
        scheme == TagScheme.NONE
            ? sentence.tags().stream().map(this::rename).toList()
            : scheme.encode(map(sentence.spans()), sentence.size());
    return new TaggedSentence(sentence.tokens(), tags);
  }
}
