package org.neuralannotators.importing.tokenizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The special tokens that a family has where its files name no others.
 *
 * @param tokens by their roles, such as {@code mask_token}, in the order in which new ones get ids
 * @param maskTakesBlanks whether blanks before the mask belong to it
 * @param normalized the roles of those that are looked for in normalised text
 * @param additional tokens without a role
 */
record SpecialNames(
    Map<String, String> tokens,
    boolean maskTakesBlanks,
    Set<String> normalized,
    List<String> additional) {
  /** The role of the token before a text. */
  static final String BEGIN = "bos_token";

  /** The role of the token behind a text. */
  static final String END = "eos_token";

  /** The role of the token that a sequence is classified by. */
  static final String CLASSIFICATION = "cls_token";

  /** The role of the token behind a sequence. */
  static final String SEPARATOR = "sep_token";

  /** The role of the token for what isn't known. */
  static final String UNKNOWN = "unk_token";

  /** The role of the token that fills sequences up. */
  static final String PADDING = "pad_token";

  /** The role of the token for a piece that is to be predicted. */
  static final String MASK = "mask_token";

  /** All roles. */
  static final List<String> ROLES =
      List.of(BEGIN, END, UNKNOWN, SEPARATOR, PADDING, CLASSIFICATION, MASK);

  private static final Set<String> ALL_BUT_MASK =
      ROLES.stream().filter(role -> !role.equals(MASK)).collect(Collectors.toUnmodifiableSet());

  static final SpecialNames NONE = new SpecialNames(Map.of(), false, Set.of(), List.of());
  static final SpecialNames BERT = bert("[UNK]", "[PAD]", false, Set.of());
  static final SpecialNames DEBERTA = bert("[UNK]", "[PAD]", true, Set.of(MASK));
  static final SpecialNames DEBERTA_V2 = bert("[UNK]", "[PAD]", false, Set.of(UNKNOWN));
  static final SpecialNames ALBERT = bert("<unk>", "<pad>", true, Set.of());
  static final SpecialNames ROBERTA = roberta("<unk>", ALL_BUT_MASK, List.of());
  static final SpecialNames XLM_ROBERTA = roberta("<unk>", Set.of(), List.of());
  static final SpecialNames MPNET = roberta("[UNK]", Set.of(), List.of());
  static final SpecialNames CAMEMBERT =
      roberta("<unk>", Set.of(), List.of("<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"));

  static final SpecialNames XLNET =
      new SpecialNames(
          byRole("<s>", "</s>", "<unk>", "<sep>", "<pad>", "<cls>", "<mask>"),
          true,
          Set.of(),
          List.of("<eop>", "<eod>"));

  static final SpecialNames GPT2 =
      new SpecialNames(
          byRole("<|endoftext|>", "<|endoftext|>", "<|endoftext|>"),
          false,
          ALL_BUT_MASK,
          List.of());

  static final SpecialNames LLAMA =
      new SpecialNames(byRole("<s>", "</s>", "<unk>"), false, Set.of(), List.of());

  static final SpecialNames MBART = roberta("<unk>", Set.of(), LanguageCodes.MBART);
  static final SpecialNames MBART_50 = roberta("<unk>", Set.of(MASK), LanguageCodes.MBART_50);
  static final SpecialNames NLLB = roberta("<unk>", Set.of(MASK), LanguageCodes.NLLB);

  /** T5's and Marian's, of which nothing begins a text. */
  static final SpecialNames T5 = withoutBegin(Map.of());

  static final SpecialNames PEGASUS = withoutBegin(Map.of(MASK, "<mask_2>"));

  static final SpecialNames M2M100 =
      new SpecialNames(byRole("<s>", "</s>", "<unk>", "</s>", "<pad>"), false, Set.of(), List.of());

  private static SpecialNames bert(
      String unknown, String padding, boolean maskTakesBlanks, Set<String> normalized) {
    return new SpecialNames(
        byRole("[CLS]", "[SEP]", unknown, "[SEP]", padding, "[CLS]", "[MASK]"),
        maskTakesBlanks,
        normalized,
        List.of());
  }

  private static SpecialNames roberta(
      String unknown, Set<String> normalized, List<String> additional) {
    return new SpecialNames(
        byRole("<s>", "</s>", unknown, "</s>", "<pad>", "<s>", "<mask>"),
        true,
        normalized,
        additional);
  }

  private static SpecialNames withoutBegin(Map<String, String> others) {
    Map<String, String> byRole = new LinkedHashMap<>();
    byRole.put(END, "</s>");
    byRole.put(UNKNOWN, "<unk>");
    byRole.put(PADDING, "<pad>");
    byRole.putAll(others);
    return new SpecialNames(Collections.unmodifiableMap(byRole), false, Set.of(), List.of());
  }

  /** The first of the roles have these tokens. */
  private static Map<String, String> byRole(String... tokens) {
    Map<String, String> byRole = new LinkedHashMap<>();
    for (int i = 0; i < tokens.length; i++) {
      byRole.put(ROLES.get(i), tokens[i]);
    }
    return Collections.unmodifiableMap(byRole);
  }
}
