package org.neuralannotators.importing.tokenizer;

import java.util.List;
import java.util.Optional;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/**
 * The tokenizers of a model that writes other texts than it reads; the same object where they are
 * the same.
 *
 * @param source of the texts that it reads, with the special tokens that it reads around them
 * @param target of those that it writes
 * @param languages the pieces that the model is told languages by; may be empty
 * @param targetLanguage how the model is told of the target's language, if there are such pieces
 * @param sourceCode the language that sources are in where nobody says another, if the files say it
 * @param targetCode the same of targets
 */
public record TokenizerPair(
    ImportedTokenizer source,
    ImportedTokenizer target,
    List<String> languages,
    TargetLanguage targetLanguage,
    Optional<String> sourceCode,
    Optional<String> targetCode) {
  public TokenizerPair {
    languages = List.copyOf(languages);
  }
}
