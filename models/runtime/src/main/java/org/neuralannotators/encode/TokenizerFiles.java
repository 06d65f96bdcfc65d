package org.neuralannotators.encode;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * A tokenizer in a bundle: the file {@code tokenizer.json}. Bundles of format 1 have BERT's
 * instead, as {@code vocab.txt}, a piece a line, and what the manifest says of its normalisation.
 */
public final class TokenizerFiles {
  private static final String VOCABULARY = "vocab.txt";

  private TokenizerFiles() {}

  /**
   * The tokenizer of a bundle.
   *
   * @throws BundleException when it has none, or one with a fault
   */
  public static StoredTokenizer read(ModelBundle bundle) throws IOException {
    try {
      if (!bundle.manifest().files().containsKey(VOCABULARY)) {
        return StoredTokenizer.read(bundle.bytes(StoredTokenizer.FILE));
      }
      List<String> pieces = bundle.lines(VOCABULARY);
      BertNormalization normalization =
          ManifestParts.normalization(bundle, BertNormalization.class);
      return StoredTokenizer.of(() -> BertTokenizerJson.of(pieces, normalization));
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
  }

  /** The files of a tokenizer. */
  public static BundleWriter write(StoredTokenizer tokenizer) {
    return new BundleWriter().add(StoredTokenizer.FILE, tokenizer.toBytes());
  }
}
