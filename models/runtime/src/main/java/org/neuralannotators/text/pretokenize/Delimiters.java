package org.neuralannotators.text.pretokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.text.normalize.AlignedText;

/** What becomes of that at which a text is split. */
enum Delimiters {
  /** It is left out. */
  REMOVED,
  /** Each is a word. */
  ISOLATED,
  /** It ends the word before it. */
  MERGED_WITH_PREVIOUS,
  /** It begins the word behind it. */
  MERGED_WITH_NEXT,
  /** Neighbours are a word together. */
  CONTIGUOUS;

  /** The one that a {@code tokenizer.json} names, such as {@code MergedWithNext}. */
  static Delimiters read(JsonNode name) {
    return Arrays.stream(values())
        .filter(each -> each.name().replace("_", "").equalsIgnoreCase(name.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The behavior is ["
                        + name.asText()
                        + "]; expected one of Removed, Isolated,"
                        + " MergedWithPrevious, MergedWithNext, Contiguous"));
  }

  /** A part of a text. */
  record Part(int begin, int end, boolean delimiter) {}

  /**
   * Gives the words.
   *
   * @param parts of the whole text, in order
   */
  void split(AlignedText text, List<Part> parts, Consumer<AlignedText> words) {
    for (Part part : merge(parts)) {
      if (part.end() > part.begin() && !(this == REMOVED && part.delimiter())) {
        words.accept(text.slice(part.begin(), part.end()));
      }
    }
  }

  private List<Part> merge(List<Part> parts) {
    return switch (this) {
      case REMOVED, ISOLATED -> parts;
      case CONTIGUOUS -> merge(parts, (before, part) -> before.delimiter() == part.delimiter());
      case MERGED_WITH_PREVIOUS ->
          merge(parts, (before, part) -> part.delimiter() && !before.delimiter());
      case MERGED_WITH_NEXT -> {
        List<Part> reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        List<Part> merged =
            merge(reversed, (before, part) -> part.delimiter() && !before.delimiter());
        Collections.reverse(merged);
        yield merged;
      }
    };
  }

  private interface Joins {
    boolean test(Part before, Part part);
  }

  private static List<Part> merge(List<Part> parts, Joins joins) {
    List<Part> merged = new ArrayList<>();
    Part before = null;
    for (Part part : parts) {
      if (before != null && joins.test(before, part)) {
        Part last = merged.remove(merged.size() - 1);
        merged.add(
            new Part(
                Math.min(last.begin(), part.begin()),
                Math.max(last.end(), part.end()),
                last.delimiter()));
      } else {
        merged.add(part);
      }
      before = part;
    }
    return merged;
  }
}
