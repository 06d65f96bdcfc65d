package org.neuralannotators.importing.tokenizer;

/**
 * The tokenizers of a model that writes other texts than it reads; the same object where they are
 * the same.
 *
 * @param source of the texts that it reads, with the special tokens that it reads around them
 * @param target of those that it writes
 */
public record TokenizerPair(ImportedTokenizer source, ImportedTokenizer target) {}
