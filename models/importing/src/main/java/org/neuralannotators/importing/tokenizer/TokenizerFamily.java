package org.neuralannotators.importing.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tokenizers of Hugging Face's families, and what their files leave out. */
enum TokenizerFamily {
  BERT(
      Kind.WORD_PIECE,
      SpecialNames.BERT,
      Template.BERT,
      Set.of("bert", "distilbert", "electra", "mobilebert", "convbert", "squeezebert", "layoutlm")),
  MPNET(Kind.WORD_PIECE, SpecialNames.MPNET, Template.MPNET, Set.of("mpnet")),
  ROBERTA(
      Kind.BYTE_LEVEL,
      SpecialNames.ROBERTA,
      Template.ROBERTA,
      Set.of("roberta", "longformer", "bart")),
  DEBERTA(Kind.BYTE_LEVEL, SpecialNames.DEBERTA, Template.BERT, Set.of("deberta")),
  MODERN_BERT(Kind.BYTE_LEVEL, SpecialNames.BERT, Template.BERT, Set.of("modernbert")),
  GPT2(Kind.BYTE_LEVEL, SpecialNames.GPT2, null, Set.of("gpt2")),
  ALBERT(Kind.SENTENCE_PIECE, SpecialNames.ALBERT, Template.BERT, Set.of("albert")),
  XLNET(Kind.SENTENCE_PIECE, SpecialNames.XLNET, Template.XLNET, Set.of("xlnet")),
  CAMEMBERT(Kind.SENTENCE_PIECE, SpecialNames.CAMEMBERT, Template.ROBERTA, Set.of("camembert")),
  XLM_ROBERTA(
      Kind.SENTENCE_PIECE,
      SpecialNames.XLM_ROBERTA,
      Template.ROBERTA,
      Set.of("xlmroberta", "xlmrobertaxl")),
  DEBERTA_V2(Kind.SENTENCE_PIECE, SpecialNames.DEBERTA_V2, Template.BERT, Set.of("debertav2"));

  /** What the files of a family hold. */
  enum Kind {
    /** A piece a line. */
    WORD_PIECE,
    /** Pieces with their ids, and merges. */
    BYTE_LEVEL,
    /** A model of SentencePiece. */
    SENTENCE_PIECE
  }

  private final Kind kind;
  private final SpecialNames names;
  private final Template template;
  private final Set<String> keys;

  TokenizerFamily(Kind kind, SpecialNames names, Template template, Set<String> keys) {
    this.kind = kind;
    this.names = names;
    this.template = template;
    this.keys = keys;
  }

  /**
   * The family of a name.
   *
   * @param name a class, such as {@code DebertaV2TokenizerFast}, or a type of model, such as {@code
   *     deberta-v2}
   */
  static Optional<TokenizerFamily> named(String name) {
    String key =
        name.replaceFirst("(Tokenizer)?(Fast)?$", "").replace("-", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(family -> family.keys.contains(key)).findFirst();
  }

  Kind kind() {
    return kind;
  }

  SpecialNames names() {
    return names;
  }

  /** Where special tokens are put; language models have none. */
  Optional<Template> template() {
    return Optional.ofNullable(template);
  }

  /** The names that a model type or class may begin with, for errors. */
  static List<String> known() {
    return Arrays.stream(values()).flatMap(family -> family.keys.stream()).sorted().toList();
  }
}
