package org.neuralannotators.text.pretokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neuralannotators.text.JsonRules;
import org.neuralannotators.text.normalize.AlignedText;

/**
 * SentencePiece's words, which begin with a mark for the blank before them.
 *
 * @param mark usually U+2581
 * @param prepend where the mark is put before a text that doesn't begin with it
 * @param splits whether the text is split at the marks
 */
record Metaspace(int mark, Prepend prepend, boolean splits) implements PreTokenizer {
  enum Prepend {
    ALWAYS,
    FIRST,
    NEVER
  }

  /** Reads one; older files have {@code add_prefix_space} instead of {@code prepend_scheme}. */
  static Metaspace read(JsonNode rules) {
    Prepend byOldName =
        rules.path("add_prefix_space").asBoolean(true) ? Prepend.ALWAYS : Prepend.NEVER;
    Prepend prepend =
        switch (rules.path("prepend_scheme").asText()) {
          case "always" -> Prepend.ALWAYS;
          case "first" -> Prepend.FIRST;
          case "never" -> Prepend.NEVER;
          default -> byOldName;
        };
    int mark = JsonRules.character(rules, "replacement", "\u2581");
    return new Metaspace(mark, prepend, rules.path("split").asBoolean(true));
  }

  @Override
  public void split(AlignedText text, Consumer<AlignedText> words) {
    AlignedText marked = marked(text);
    if (splits) {
      SplitAt.pattern(
              Pattern.compile(Character.toString(mark), Pattern.LITERAL),
              Delimiters.MERGED_WITH_NEXT,
              false)
          .split(marked, words);
    } else {
      words.accept(marked);
    }
  }

  private AlignedText marked(AlignedText text) {
    if (text.isEmpty()) {
      return text;
    }
    AlignedText.Builder result = new AlignedText.Builder(text);
    int first = text.text().codePointAt(0);
    boolean wanted = prepend == Prepend.ALWAYS || (prepend == Prepend.FIRST && text.begin(0) == 0);
    if (wanted && first != ' ' && first != mark) {
      result.append(mark, 0);
    }
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int character = text.text().codePointAt(i);
      next = i + Character.charCount(character);
      result.append(character == ' ' ? mark : character, i);
    }
    return result.build();
  }
}
