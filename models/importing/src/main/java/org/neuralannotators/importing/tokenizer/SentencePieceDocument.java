package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Algorithm;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Piece;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.PieceType;

/**
 * A model of SentencePiece as a {@code tokenizer.json}, with what each family does to its pieces
 * and to texts: the rules of {@code transformers}' {@code convert_slow_tokenizer.py}.
 */
final class SentencePieceDocument {
  /** Fairseq's first pieces, which stand before those of the file. */
  private static final List<String> FAIRSEQ = List.of("<s>", "<pad>", "</s>", "<unk>");

  private static final List<String> FAIRSEQ_CAMEMBERT =
      List.of("<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED");

  private static final int FAIRSEQ_UNKNOWN = 3;

  private static final List<String> MASK = List.of("<mask>");

  /** Which no text has. */
  private static final Pattern NUMBERED_UNKNOWN = Pattern.compile("<unk(>NOTUSED|_\\d+>)");

  /** So that a piece is found in no text. */
  private static final double NEVER = -100;

  private final SentencePieceModel model;
  private final TokenizerFamily family;
  private final TokenizerSettings settings;

  private SentencePieceDocument(
      SentencePieceModel model, TokenizerFamily family, TokenizerSettings settings) {
    this.model = model;
    this.family = family;
    this.settings = settings;
  }

  /** Reads a file. */
  static ObjectNode read(Path file, TokenizerFamily family, TokenizerSettings settings)
      throws IOException {
    SentencePieceModel model = SentencePieceModel.read(file);
    SentencePieceDocument document = new SentencePieceDocument(model, family, settings);
    return document.json();
  }

  private record Scored(String piece, double score) {}

  private ObjectNode json() throws BundleException {
    List<Scored> pieces = pieces();
    ObjectNode root =
        Parts.document(
            model.algorithm() == Algorithm.UNIGRAM ? unigram(pieces) : bytePairs(pieces));
    if (family == TokenizerFamily.LLAMA) {
      LlamaParts.set(root, settings);
    } else {
      root.set("normalizer", Parts.sequence("normalizers", normalizers()));
      ObjectNode marks = marks();
      root.set("pre_tokenizer", preTokenizer(marks));
      root.set("decoder", marks);
    }
    addTokens(root);
    return root;
  }

  private List<Scored> pieces() throws BundleException {
    return switch (family) {
      case ALBERT, XLNET -> all(0, SentencePieceDocument::withoutCommaBehindDigits);
      case CAMEMBERT -> fairseq(FAIRSEQ_CAMEMBERT, 1, MASK);
      case XLM_ROBERTA -> fairseq(FAIRSEQ, 3, MASK);
      case NLLB -> fairseq(FAIRSEQ, 3, List.of());
      case MBART, MBART_50 -> {
        List<String> behind = new ArrayList<>(family.names().additional());
        behind.addAll(MASK);
        yield fairseq(FAIRSEQ, 3, behind);
      }
      case PEGASUS -> {
        List<Scored> pieces = new ArrayList<>(scored(List.of("<pad>", "</s>")));
        pieces.addAll(scored(family.additional(settings)));
        pieces.addAll(all(2, Piece::score));
        yield pieces;
      }
      case T5 -> {
        List<String> behind = new ArrayList<>(family.additional(settings));
        Collections.reverse(behind);
        List<Scored> pieces = new ArrayList<>(all(0, Piece::score));
        pieces.addAll(scored(behind));
        yield pieces;
      }
      default -> all(0, Piece::score);
    };
  }

  private interface Score {
    double of(Piece piece);
  }

  private List<Scored> all(int first, Score score) {
    return model.pieces().stream()
        .skip(first)
        .map(piece -> new Scored(piece.text(), score.of(piece)))
        .toList();
  }

  /** The comma behind a number is a piece of its own. */
  private static double withoutCommaBehindDigits(Piece piece) {
    String text = piece.text();
    boolean comma =
        text.codePointCount(0, text.length()) > 1
            && text.endsWith(",")
            && Character.isDigit(text.codePointBefore(text.length() - 1));
    return comma ? piece.score() + NEVER : piece.score();
  }

  private List<Scored> fairseq(List<String> before, int first, List<String> behind) {
    List<Scored> pieces = new ArrayList<>(scored(before));
    pieces.addAll(all(first, Piece::score));
    pieces.addAll(scored(behind));
    return pieces;
  }

  private static List<Scored> scored(List<String> tokens) {
    return tokens.stream()
        .map(token -> new Scored(token, NUMBERED_UNKNOWN.matcher(token).matches() ? NEVER : 0))
        .toList();
  }

  private int unknown() throws BundleException {
    return switch (family) {
      case CAMEMBERT, XLM_ROBERTA, MBART, MBART_50, NLLB -> FAIRSEQ_UNKNOWN;
      case PEGASUS -> model.unknown() + FamilyTokens.pegasusOffset(settings);
      default -> model.unknown();
    };
  }

  private ObjectNode unigram(List<Scored> pieces) throws BundleException {
    ObjectNode unigram = Parts.part("Unigram").put("unk_id", unknown());
    ArrayNode vocabulary = unigram.putArray("vocab");
    pieces.forEach(piece -> vocabulary.addArray().add(piece.piece()).add(piece.score()));
    return unigram.put("byte_fallback", family == TokenizerFamily.LLAMA);
  }

  private ObjectNode bytePairs(List<Scored> pieces) throws BundleException {
    ObjectNode bytePairs =
        Parts.bytePairEncoding()
            .put("unk_token", pieces.get(unknown()).piece())
            .put("fuse_unk", true)
            .put("byte_fallback", family == TokenizerFamily.LLAMA);
    Map<String, Double> scores = new LinkedHashMap<>();
    ObjectNode vocabulary = bytePairs.putObject("vocab");
    for (int id = 0; id < pieces.size(); id++) {
      scores.put(pieces.get(id).piece(), pieces.get(id).score());
      vocabulary.put(pieces.get(id).piece(), id);
    }
    ArrayNode merges = bytePairs.putArray("merges");
    ScoredMerges.of(scores, model.pieces().stream().map(Piece::text).toList())
        .forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
    return bytePairs;
  }

  private List<ObjectNode> normalizers() throws BundleException {
    List<ObjectNode> steps = new ArrayList<>();
    switch (family) {
      case ALBERT, XLNET -> {
        steps.add(Parts.replace("``", "\""));
        steps.add(Parts.replace("''", "\""));
        if (!settings.flag("keep_accents", false)) {
          steps.add(Parts.part("NFKD"));
          steps.add(Parts.part("StripAccents"));
        }
        lowerCase(steps, family == TokenizerFamily.ALBERT);
        precompiled(steps);
        steps.add(Parts.replaceAll(" {2,}", " "));
      }
      case DEBERTA_V2 -> {
        lowerCase(steps, false);
        steps.add(Parts.strip(true));
        precompiled(steps);
        steps.add(Parts.replaceAll(" {2,}", " "));
      }
      default -> {
        precompiled(steps);
        steps.add(Parts.strip(false));
        steps.add(Parts.replaceAll(" {2,}", Parts.MARK));
      }
    }
    return steps;
  }

  private void lowerCase(List<ObjectNode> steps, boolean standard) throws BundleException {
    if (settings.flag("do_lower_case", standard)) {
      steps.add(Parts.part("Lowercase"));
    }
  }

  private void precompiled(List<ObjectNode> steps) {
    if (model.characters().length > 0) {
      String map = Base64.getEncoder().encodeToString(model.characters());
      steps.add(Parts.part("Precompiled").put("precompiled_charsmap", map));
    }
  }

  private ObjectNode marks() throws BundleException {
    if (family != TokenizerFamily.T5) {
      return Parts.metaspace(model.prefix());
    }
    boolean prefix = settings.flag("add_prefix_space", true);
    ObjectNode marks = Parts.metaspace(prefix);
    return prefix && !settings.flag("legacy", true) ? marks.put("prepend_scheme", "first") : marks;
  }

  private ObjectNode preTokenizer(ObjectNode marks) throws BundleException {
    if (family == TokenizerFamily.PEGASUS) {
      return Parts.sequence("pretokenizers", List.of(Parts.part("WhitespaceSplit"), marks));
    }
    if (family != TokenizerFamily.DEBERTA_V2) {
      return marks;
    }
    List<ObjectNode> steps = new ArrayList<>();
    if (settings.flag("split_by_punct", false)) {
      steps.add(Parts.part("Punctuation").put("behavior", "Isolated"));
    }
    steps.add(marks);
    return Parts.sequence("pretokenizers", steps);
  }

  /** Control pieces and those that users defined. */
  private void addTokens(ObjectNode root) throws BundleException {
    AddedTokenTable table = new AddedTokenTable(root);
    for (Piece piece : model.pieces()) {
      if (piece.type() == PieceType.CONTROL || piece.type() == PieceType.USER_DEFINED) {
        table.put(
            Parts.object()
                .put("content", piece.text())
                .put("special", piece.type() == PieceType.CONTROL)
                .put("normalized", false));
      }
    }
    table.write();
  }
}
