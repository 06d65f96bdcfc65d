package org.neuralannotators.it.bert;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * The best tag of each token's first piece in a tagger's ONNX file, by index: what is left without
 * the CRF's transitions.
 */
final class OnnxArgmax implements AutoCloseable {
  private static final int CLS = 101;
  private static final int SEP = 102;
  private static final String OUTSIDE = "O";

  private final OnnxReference model;
  private final Tokenizer tokenizer;
  private final List<String> tags;

  OnnxArgmax(Path model, List<String> pieces, List<String> tags) throws OrtException {
    this.model = new OnnxReference(model, 1);
    this.tokenizer =
        StoredTokenizer.of(BertTokenizerJson.of(pieces, BertNormalization.UNCASED)).tokenizer();
    this.tags = tags;
  }

  /** The best tags of a sentence of at most 510 pieces. */
  List<String> tags(List<String> tokens) throws OrtException {
    Encoding pieces = tokenizer.encode(String.join(" ", tokens));
    Map<Integer, Integer> firstPieces = new HashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      firstPieces.putIfAbsent(pieces.begins()[i], i);
    }
    int[] sequence =
        IntStream.concat(
                IntStream.concat(IntStream.of(CLS), IntStream.of(pieces.ids())), IntStream.of(SEP))
            .toArray();
    float[][] logits = model.encode(List.of(sequence))[0];
    List<String> best = new ArrayList<>();
    for (int begin : Mention.begins(tokens)) {
      Integer piece = firstPieces.get(begin);
      best.add(piece == null ? OUTSIDE : tags.get(argmax(logits[piece + 1])));
    }
    return best;
  }

  /** The tags as {@code NameFinderDL} reads them: an entity is a B and what has I behind it. */
  static List<String> strict(List<String> tags) {
    List<String> strict = new ArrayList<>();
    String open = "";
    for (String tag : tags) {
      String type = tag.substring(tag.indexOf('-') + 1);
      boolean begins = tag.startsWith("B-") || tag.startsWith("S-");
      if (begins) {
        open = type;
        strict.add("B-" + type);
      } else if (type.equals(open)) {
        strict.add("I-" + type);
      } else {
        open = "";
        strict.add(OUTSIDE);
      }
    }
    return strict;
  }

  private static int argmax(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  @Override
  public void close() throws OrtException {
    model.close();
  }
}
