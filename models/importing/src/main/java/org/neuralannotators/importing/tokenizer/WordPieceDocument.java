package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;

/** BERT's {@code vocab.txt} as a {@code tokenizer.json}. */
public final class WordPieceDocument {
  private WordPieceDocument() {}

  /** Reads a file of Hugging Face's. */
  static ObjectNode read(Path file, TokenizerFamily family, TokenizerSettings settings)
      throws IOException {
    boolean basic = settings.flag("do_basic_tokenize", true);
    boolean lowerCase = basic && settings.flag("do_lower_case", true);
    BertNormalization normalization =
        new BertNormalization(
            true,
            basic && settings.flag("tokenize_chinese_chars", true),
            basic && settings.flag("strip_accents", lowerCase),
            lowerCase);
    String unknown =
        SpecialTable.content(settings, family.names(), SpecialNames.UNKNOWN).orElseThrow();
    return of(file, lines(file), normalization, unknown);
  }

  /**
   * Reads a file of Google's. Where no flag comes with it, the pieces tell what Google has in its
   * releases' names: letters become small unless a piece that isn't in brackets has a letter that
   * could.
   *
   * @param lowerCase whether letters become small, if the source says it
   * @throws BundleException when it isn't BERT's vocabulary
   */
  public static ObjectNode read(Path file, Optional<Boolean> lowerCase) throws IOException {
    List<String> pieces = lines(file);
    boolean uncased =
        lowerCase.orElseGet(() -> pieces.stream().noneMatch(WordPieceDocument::isCapital));
    return of(file, pieces, uncased ? BertNormalization.UNCASED : BertNormalization.CASED, "[UNK]");
  }

  private static ObjectNode of(
      Path file, List<String> pieces, BertNormalization normalization, String unknown)
      throws BundleException {
    try {
      return BertTokenizerJson.of(pieces, normalization, unknown);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + file + "]: " + e.getMessage(), e);
    }
  }

  private static boolean isCapital(String piece) {
    return !piece.startsWith("[") && !piece.equals(piece.toLowerCase(Locale.ROOT));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Utf8LineReader.lines(file);
    } catch (IOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      throw new BundleException(e.getMessage() + "; expected a word piece on each line", e);
    }
  }
}
