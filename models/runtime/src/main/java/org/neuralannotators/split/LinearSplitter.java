package org.neuralannotators.split;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/**
 * A splitter with a linear model for the ends of tokens and one for those of sentences. Immutable.
 */
final class LinearSplitter implements TextSplitter {
  static final String KIND = "linear-splitter";

  private static final String WEIGHTS = "weights.safetensors";
  private static final String WORDS = "words.txt";
  private static final String TOKENS = "tokens";
  private static final String SENTENCES = "sentences";

  private final ModelManifest manifest;
  private final LinearModel tokens;
  private final LinearModel sentences;
  private final Thresholds thresholds;
  private final SplitWords words;

  LinearSplitter(
      ModelManifest manifest,
      LinearModel tokens,
      LinearModel sentences,
      Thresholds thresholds,
      SplitWords words) {
    this.manifest = manifest;
    this.tokens = tokens;
    this.sentences = sentences;
    this.thresholds = thresholds;
    this.words = words;
  }

  static LinearSplitter read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    Map<String, Tensor> tensors = bundle.tensors(WEIGHTS);
    return new LinearSplitter(
        bundle.manifest(),
        model(bundle, tensors.get(TOKENS)),
        model(bundle, tensors.get(SENTENCES)),
        ManifestParts.network(bundle, Thresholds.class),
        SplitWords.of(bundle.lines(WORDS)));
  }

  private static LinearModel model(ModelBundle bundle, Tensor tensor) throws BundleException {
    if (tensor == null
        || tensor.type() != TensorType.U8
        || Integer.bitCount(tensor.bytes().remaining()) != 1) {
      throw new BundleException(
          "File ["
              + WEIGHTS
              + "] of ["
              + bundle.location()
              + "] doesn't hold the bytes ["
              + TOKENS
              + "] and ["
              + SENTENCES
              + "], powers of two in number; get the bundle anew");
    }
    ByteBuffer bytes = tensor.bytes();
    byte[] weights = new byte[bytes.remaining()];
    bytes.get(weights);
    return new LinearModel(weights);
  }

  /** A writer with all files of the bundle. */
  BundleWriter files() throws IOException {
    return new BundleWriter()
        .add(
            WEIGHTS,
            new SafeTensorsWriter()
                .add(TOKENS, tokens.weights())
                .add(SENTENCES, sentences.weights())
                .toBytes())
        .add(WORDS, words.bytes());
  }

  @Override
  public List<TextRange> sentences(String text, TextRange part) {
    check(text, part);
    TokenScanner tokenScanner = tokenScanner(text);
    SentenceScanner sentenceScanner =
        new SentenceScanner(
            text,
            new Features(sentences.weights().length),
            (at, features) -> sentences.score(features) > thresholds.ofSentence(text, at));
    Ranges paragraphs = Paragraphs.of(text, part.begin(), part.end());
    Ranges inParagraph = new Ranges();
    Ranges found = new Ranges();
    for (int i = 0; i < paragraphs.size(); i++) {
      inParagraph.clear();
      tokenScanner.scan(paragraphs.begin(i), paragraphs.end(i), inParagraph);
      sentenceScanner.scan(inParagraph, found);
    }
    return found.toList();
  }

  @Override
  public List<TextRange> tokens(String text, TextRange sentence) {
    check(text, sentence);
    Ranges found = new Ranges();
    tokenScanner(text).scan(sentence.begin(), sentence.end(), found);
    return found.toList();
  }

  private TokenScanner tokenScanner(String text) {
    return new TokenScanner(
        text,
        words,
        new Features(tokens.weights().length),
        (at, features) -> tokens.score(features) > thresholds.tokenThreshold());
  }

  private static void check(String text, TextRange part) {
    if (part.end() > text.length()) {
      throw new IndexOutOfBoundsException(
          "A part of a text from ["
              + part.begin()
              + "] to ["
              + part.end()
              + "], but the text has ["
              + text.length()
              + "] characters");
    }
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    // Nothing but memory of the JVM.
  }
}
