package org.neuralannotators.text.tokenizer;

import java.util.List;
import java.util.function.UnaryOperator;

/** Turns pieces into parts of a text. Implementations are immutable and so thread-safe. */
@FunctionalInterface
interface Decoder {
  List<String> decode(List<String> pieces);

  /** Changes each piece for itself. */
  static Decoder each(UnaryOperator<String> change) {
    return pieces -> pieces.stream().map(change).toList();
  }

  static Decoder sequence(List<Decoder> all) {
    return pieces -> {
      List<String> result = pieces;
      for (Decoder decoder : all) {
        result = decoder.decode(result);
      }
      return result;
    };
  }
}
