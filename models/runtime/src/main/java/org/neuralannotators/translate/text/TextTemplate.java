package org.neuralannotators.translate.text;

import java.util.List;

/**
 * What stands around a source that a network reads, and how the network is told of languages; in
 * the manifest. Pieces are named as the tokenizer has them.
 *
 * @param taskPrefix text before each source, such as {@code "translate English to German: "}, which
 *     is cut into pieces with it; unless another one is asked for
 * @param before pieces before those of the source, such as {@code <s>}
 * @param after pieces behind those of the source, such as {@code </s>}
 * @param sourceLanguage how the network is told of the source's language
 * @param targetLanguage how the network is told of the target's language
 * @param languages the pieces that tell it, such as {@code deu_Latn}
 */
public record TextTemplate(
    String taskPrefix,
    List<String> before,
    List<String> after,
    SourceLanguage sourceLanguage,
    TargetLanguage targetLanguage,
    List<String> languages) {
  /** Where the piece of the source's language stands. */
  public enum SourceLanguage {
    /** Nowhere. */
    UNTOLD,
    /** Before all pieces of the source: NLLB, M2M100, mBART-50. */
    FIRST,
    /** Behind all pieces of the source: mBART. */
    LAST
  }

  /** Where the piece of the target's language stands. */
  public enum TargetLanguage {
    /** Nowhere. */
    UNTOLD,
    /** Before all pieces of the source: Marian's models of many languages. */
    IN_SOURCE,
    /** It is the piece that the decoder reads first, in the place of the usual one: mBART. */
    BEGIN,
    /** It is the target's first piece: NLLB, M2M100, mBART-50. */
    FIRST
  }

  /**
   * Gives what isn't in the JSON as nothing.
   *
   * @throws IllegalArgumentException when there are no pieces to tell languages with
   */
  public TextTemplate {
    taskPrefix = taskPrefix == null ? "" : taskPrefix;
    before = before == null ? List.of() : List.copyOf(before);
    after = after == null ? List.of() : List.copyOf(after);
    sourceLanguage = sourceLanguage == null ? SourceLanguage.UNTOLD : sourceLanguage;
    targetLanguage = targetLanguage == null ? TargetLanguage.UNTOLD : targetLanguage;
    languages = languages == null ? List.of() : List.copyOf(languages);
    boolean told =
        sourceLanguage != SourceLanguage.UNTOLD || targetLanguage != TargetLanguage.UNTOLD;
    if (told && languages.isEmpty()) {
      throw new IllegalArgumentException(
          "languages [], while the source's is told [%s] and the target's [%s]; expected their"
                  .formatted(sourceLanguage, targetLanguage)
              + " pieces, such as [deu_Latn]");
    }
  }

  /** Of a model that is told of no language. */
  public static TextTemplate of(String taskPrefix, List<String> before, List<String> after) {
    return new TextTemplate(taskPrefix, before, after, null, null, null);
  }

  /** The same with another text before each source. */
  TextTemplate withTaskPrefix(String prefix) {
    return new TextTemplate(prefix, before, after, sourceLanguage, targetLanguage, languages);
  }

  /** The pieces with which the network is told of the source's language; may be empty. */
  LanguagePieces ofSource() {
    return new LanguagePieces(sourceLanguage == SourceLanguage.UNTOLD ? List.of() : languages);
  }

  /** The pieces with which the network is told of the target's language; may be empty. */
  LanguagePieces ofTarget() {
    return new LanguagePieces(targetLanguage == TargetLanguage.UNTOLD ? List.of() : languages);
  }
}
