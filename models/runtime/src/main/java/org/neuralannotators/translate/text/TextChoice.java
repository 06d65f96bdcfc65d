package org.neuralannotators.translate.text;

import java.io.Serializable;

/**
 * The texts for which a translator is asked. Null stands for whatever the model has.
 *
 * @param sourceLanguage language code (BCP 47, or the model's own such as {@code eng_Latn}) of the
 *     sources
 * @param targetLanguage language code of the targets
 * @param taskPrefix text before each source, such as {@code "summarize: "}
 */
public record TextChoice(String sourceLanguage, String targetLanguage, String taskPrefix)
    implements Serializable {
  /** Whatever the model has. */
  public static final TextChoice ANY = new TextChoice(null, null, null);

  /** The same in other languages. */
  public TextChoice withLanguages(String source, String target) {
    return new TextChoice(source, target, taskPrefix);
  }

  /** The same with another text before each source; empty for none. */
  public TextChoice withTaskPrefix(String prefix) {
    return new TextChoice(sourceLanguage, targetLanguage, prefix);
  }
}
