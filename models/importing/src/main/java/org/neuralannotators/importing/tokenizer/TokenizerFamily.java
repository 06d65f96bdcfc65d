package org.neuralannotators.importing.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tokenizers of Hugging Face's families, and what their files leave out. */
enum TokenizerFamily {
  BERT(
      Kind.WORD_PIECE,
      Template.BERT,
      "bert distilbert electra mobilebert convbert squeezebert layoutlm"),
  MPNET(Kind.WORD_PIECE, Template.MPNET, "mpnet"),
  ROBERTA(Kind.BYTE_LEVEL, Template.ROBERTA, "roberta longformer bart"),
  DEBERTA(Kind.BYTE_LEVEL, Template.BERT, "deberta"),
  MODERN_BERT(Kind.BYTE_LEVEL, Template.BERT, "modernbert"),
  GPT2(Kind.BYTE_LEVEL, null, "gpt2"),
  ALBERT(Kind.SENTENCE_PIECE, Template.BERT, "albert"),
  XLNET(Kind.SENTENCE_PIECE, Template.XLNET, "xlnet"),
  CAMEMBERT(Kind.SENTENCE_PIECE, Template.ROBERTA, "camembert"),
  XLM_ROBERTA(Kind.SENTENCE_PIECE, Template.ROBERTA, "xlmroberta xlmrobertaxl"),
  DEBERTA_V2(Kind.SENTENCE_PIECE, Template.BERT, "debertav2"),
  /** Its special tokens are a matter of settings: {@link Template#ofLlama}. */
  LLAMA(Kind.SENTENCE_PIECE, null, "llama mistral");

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
  private final Template template;
  private final String keys;

  /**
   * @param keys the classes and types of models that it is for, without dashes
   */
  TokenizerFamily(Kind kind, Template template, String keys) {
    this.kind = kind;
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
    return Arrays.stream(values()).filter(family -> family.keys().contains(key)).findFirst();
  }

  Kind kind() {
    return kind;
  }

  private List<String> keys() {
    return List.of(keys.split(" ", -1));
  }

  SpecialNames names() {
    return switch (this) {
      case BERT, MODERN_BERT -> SpecialNames.BERT;
      case MPNET -> SpecialNames.MPNET;
      case ROBERTA -> SpecialNames.ROBERTA;
      case DEBERTA -> SpecialNames.DEBERTA;
      case GPT2 -> SpecialNames.GPT2;
      case ALBERT -> SpecialNames.ALBERT;
      case XLNET -> SpecialNames.XLNET;
      case CAMEMBERT -> SpecialNames.CAMEMBERT;
      case XLM_ROBERTA -> SpecialNames.XLM_ROBERTA;
      case DEBERTA_V2 -> SpecialNames.DEBERTA_V2;
      case LLAMA -> SpecialNames.LLAMA;
    };
  }

  /** Where special tokens always are put; language models have no such place. */
  Optional<Template> template() {
    return Optional.ofNullable(template);
  }

  /** The names that a model type or class may begin with, for errors. */
  static List<String> known() {
    return Arrays.stream(values()).flatMap(family -> family.keys().stream()).sorted().toList();
  }
}
