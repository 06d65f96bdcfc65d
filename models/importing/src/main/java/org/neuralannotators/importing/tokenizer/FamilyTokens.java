package org.neuralannotators.importing.tokenizer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;

/** The tokens of families, beside those with roles, that settings tell. */
final class FamilyTokens {
  private static final int T5_EXTRA_IDS = 100;
  private static final int PEGASUS_OFFSET = 103;
  private static final String SENTENCE_MASK = "mask_token_sent";

  private FamilyTokens() {}

  /** What stands in T5's texts for what was left out; the first is the last piece. */
  static List<String> ofT5(TokenizerSettings settings) throws BundleException {
    return IntStream.range(0, settings.number("extra_ids", T5_EXTRA_IDS))
        .mapToObj("<extra_id_%d>"::formatted)
        .toList();
  }

  /** How many pieces PEGASUS's tokenizer has before those of its model. */
  static int pegasusOffset(TokenizerSettings settings) throws BundleException {
    return settings.number("offset", PEGASUS_OFFSET);
  }

  /** What they are, but for padding and end. */
  static List<String> ofPegasus(TokenizerSettings settings) throws BundleException {
    boolean masks = !settings.config().path(SENTENCE_MASK).isNull();
    return Stream.concat(
            masks ? Stream.of("<mask_1>", "<mask_2>") : Stream.of(),
            IntStream.range(2, pegasusOffset(settings)).mapToObj("<unk_%d>"::formatted))
        .toList();
  }

  /** The languages of M2M100 and models like it. */
  static List<String> ofM2m100(TokenizerSettings settings) {
    List<String> codes =
        settings.text("language_codes", "").equals("wmt21")
            ? LanguageCodes.WMT_21
            : LanguageCodes.M2M100;
    return codes.stream().map("__%s__"::formatted).toList();
  }
}
