package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

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
  LLAMA(Kind.SENTENCE_PIECE, null, "llama mistral"),
  T5(Kind.SENTENCE_PIECE, Template.T5, "t5 mt5"),
  PEGASUS(Kind.SENTENCE_PIECE, Template.END, "pegasus"),
  MBART(Kind.SENTENCE_PIECE, Template.LANGUAGE_LAST, "mbart"),
  MBART_50(Kind.SENTENCE_PIECE, Template.LANGUAGE_FIRST, "mbart50"),
  NLLB(Kind.SENTENCE_PIECE, Template.LANGUAGE_FIRST, "nllb"),
  M2M100(Kind.SENTENCE_PIECE_WITH_IDS, Template.LANGUAGE_FIRST, "m2m100 m2m_100"),
  MARIAN(Kind.SENTENCE_PIECE_WITH_IDS, Template.END, "marian");

  /** What the files of a family hold. */
  enum Kind {
    /** A piece a line. */
    WORD_PIECE,
    /** Pieces with their ids, and merges. */
    BYTE_LEVEL,
    /** A model of SentencePiece. */
    SENTENCE_PIECE,
    /** A model of SentencePiece, and pieces with their ids. */
    SENTENCE_PIECE_WITH_IDS
  }

  static final String SOURCE_LANGUAGE = "src_lang";

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
      case T5, MARIAN -> SpecialNames.T5;
      case PEGASUS -> SpecialNames.PEGASUS;
      case MBART -> SpecialNames.MBART;
      case MBART_50 -> SpecialNames.MBART_50;
      case NLLB -> SpecialNames.NLLB;
      case M2M100 -> SpecialNames.M2M100;
    };
  }

  /** The tokens without a role. */
  List<String> additional(TokenizerSettings settings) throws BundleException {
    return switch (this) {
      case T5 -> FamilyTokens.ofT5(settings);
      case PEGASUS -> FamilyTokens.ofPegasus(settings);
      case M2M100 -> FamilyTokens.ofM2m100(settings);
      default -> names().additional();
    };
  }

  /**
   * The pieces that a network may be told languages by.
   *
   * @param document the tokenizer's
   */
  List<String> languages(TokenizerSettings settings, JsonNode document) {
    return switch (this) {
      case MBART, MBART_50, NLLB -> names().additional();
      case M2M100 -> FamilyTokens.ofM2m100(settings);
      case MARIAN -> MarianDocument.languages(document.path("model").path("vocab"));
      default -> List.of();
    };
  }

  /** How a network is told of the target's language. */
  TargetLanguage targetLanguage() {
    return switch (this) {
      case MBART -> TargetLanguage.BEGIN;
      case MBART_50, NLLB, M2M100 -> TargetLanguage.FIRST;
      case MARIAN -> TargetLanguage.IN_SOURCE;
      default -> TargetLanguage.UNTOLD;
    };
  }

  /** Whether models of SentencePiece may lack special tokens, which are added then. */
  boolean grows() {
    return kind == Kind.SENTENCE_PIECE || kind == Kind.SENTENCE_PIECE_WITH_IDS;
  }

  /**
   * The piece of the language that sources are in where nobody says another, as the classes of
   * {@code transformers} put it around each text.
   */
  Optional<String> language(TokenizerSettings settings) {
    return switch (this) {
      case MBART, MBART_50 -> Optional.of(settings.text(SOURCE_LANGUAGE, "en_XX"));
      case NLLB -> Optional.of(settings.text(SOURCE_LANGUAGE, "eng_Latn"));
      case M2M100 -> Optional.of("__%s__".formatted(settings.text(SOURCE_LANGUAGE, "en")));
      default -> Optional.empty();
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
