package org.neuralannotators.translate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Output;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Positions;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Stack;
import org.neuralannotators.translate.network.PositionKind;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/** Small models with opinions, whose pieces are letters and languages. */
public final class TinyTextToText {
  static final List<String> SPECIAL = List.of("<pad>", "</s>", "<unk>");
  static final List<String> LANGUAGES = List.of("eng_Latn", "deu_Latn", "zho_Hans", "zho_Hant");
  static final List<String> LETTERS =
      List.of("\u2581", "a", "b", "c", ":", ".", "\u2581a", "\u2581b", "bc");
  static final int END = 1;
  static final int UNKNOWN = 2;
  private static final int MAXIMUM = 24;

  private TinyTextToText() {}

  /** The number of a piece. */
  static int id(String piece) {
    int special = SPECIAL.indexOf(piece);
    if (special >= 0) {
      return special;
    }
    int letter = LETTERS.indexOf(piece);
    return letter >= 0
        ? SPECIAL.size() + letter
        : SPECIAL.size() + LETTERS.size() + LANGUAGES.indexOf(piece);
  }

  static int size() {
    return SPECIAL.size() + LETTERS.size() + LANGUAGES.size();
  }

  /** SentencePiece's unigrams, as NLLB has them. */
  static StoredTokenizer tokenizer() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode added = root.putArray("added_tokens");
    for (String piece : SPECIAL) {
      added.addObject().put("id", id(piece)).put("content", piece).put("special", true);
    }
    for (String piece : LANGUAGES) {
      added.addObject().put("id", id(piece)).put("content", piece).put("special", false);
    }
    root.putObject("pre_tokenizer").put("type", "Metaspace").put("prepend_scheme", "always");
    root.putObject("decoder").put("type", "Metaspace").put("prepend_scheme", "always");
    ObjectNode model = root.putObject("model").put("type", "Unigram").put("unk_id", UNKNOWN);
    ArrayNode vocabulary = model.putArray("vocab");
    SPECIAL.forEach(piece -> vocabulary.addArray().add(piece).add(0));
    LETTERS.forEach(piece -> vocabulary.addArray().add(piece).add(-1 - 1.0 / piece.length()));
    return StoredTokenizer.of(root);
  }

  /** What stands around sources of that tokenizer. */
  public static TextTemplate template(SourceLanguage source, TargetLanguage target) {
    return new TextTemplate("", List.of(), List.of("</s>"), source, target, LANGUAGES);
  }

  static TokenizerPieces pieces(TextPairRules rules) {
    StoredTokenizer tokenizer = tokenizer();
    return new TokenizerPieces(rules, tokenizer, tokenizer);
  }

  /** Writes a bundle. */
  public static Path write(Path folder, TextPairRules rules, GenerationSettings generation)
      throws IOException {
    EncoderDecoderArchitecture architecture =
        new EncoderDecoderArchitecture(
            size(),
            size(),
            true,
            8,
            4,
            new Stack(1, 2, 8),
            new Stack(2, 2, 8),
            Positions.of(PositionKind.SINUSOIDS, MAXIMUM, 0),
            true,
            false,
            NormKind.LAYER,
            1e-5,
            true,
            true,
            Activation.RELU,
            false,
            true,
            new Output(true, false, false),
            new TargetMarks(END, List.of(END)));
    try (TranslatorModel model =
        new TranslatorModel(
            architecture, architecture.network(), pieces(rules), Optional.of(generation))) {
      Matrix all = model.network().parameters().allocateFloats().flat();
      all.write(new Random(4).doubles(all.size(), -1, 1).toArray());
      Path bundle = folder.resolve("tiny");
      model.files(TensorType.F32).write(bundle, model.manifest("tiny").build());
      return bundle;
    }
  }
}
