package org.neuralannotators.text.normalize;

import java.util.List;

/** Changes a text. Implementations are immutable and so thread-safe. */
@FunctionalInterface
public interface Normalizer {
  /** Changes nothing. */
  Normalizer NONE = text -> text;

  AlignedText normalize(AlignedText text);

  /** One after the other. */
  static Normalizer sequence(List<Normalizer> normalizers) {
    List<Normalizer> all = List.copyOf(normalizers);
    return text -> {
      AlignedText result = text;
      for (Normalizer normalizer : all) {
        result = normalizer.normalize(result);
      }
      return result;
    };
  }
}
