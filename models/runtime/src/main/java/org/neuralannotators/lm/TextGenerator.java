package org.neuralannotators.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.text.Vocabulary;

/**
 * Continues texts with a language model that reads from left to right, token by token: the
 * network's state is kept, so that a token takes the same time wherever it stands. Thread-safe:
 * calls from several threads wait for each other. {@link #close()} frees the network.
 */
public final class TextGenerator implements AutoCloseable {
  /** Tokens that are written to the word before them. */
  private static final Pattern ATTACHED =
      Pattern.compile("[.,;:!?)\\]}%…]+|n['’]t|['’](?:s|m|d|re|ve|ll)");

  private final RecurrentLanguageModel model;
  private final ModelManifest manifest;
  private final Lanes lanes = Lanes.ofFloats(1);

  private TextGenerator(RecurrentLanguageModel model, ModelManifest manifest) {
    this.model = model;
    this.manifest = manifest;
  }

  /**
   * Loads a bundle of the kind {@code language-model}.
   *
   * @param location its path or name, as {@link ModelRepository#open} takes it
   * @throws org.neuralannotators.bundle.BundleException when it can't be used
   */
  public static TextGenerator load(String location) throws IOException {
    try (ModelBundle bundle = ModelRepository.standard().open(location)) {
      return new TextGenerator(RecurrentLanguageModel.read(bundle, 0), bundle.manifest());
    }
  }

  /**
   * A text.
   *
   * @param text the prompt and what was generated; a line ends where a sentence ends
   * @param unknown tokens of the prompt that the model doesn't know
   */
  public record Generated(String text, List<String> unknown) {}

  /**
   * Continues a text.
   *
   * @param prompt may be empty
   * @param length how many tokens are generated, ends of sentences among them
   * @param seed the same seed gives the same text
   */
  public Generated generate(String prompt, int length, Sampling sampling, long seed) {
    checkLength(length);
    List<List<String>> sentences = sentences(prompt);
    StringBuilder text = new StringBuilder(prompt);
    SplittableRandom random = new SplittableRandom(seed);
    StreamState state = new StreamState();
    int[] inputs = inputs(sentences);
    for (int i = 0; i < length; i++) {
      int token = sampling.draw(next(state, inputs), random);
      append(token, text);
      inputs = new int[] {token};
    }
    Vocabulary vocabulary = model.vocabulary();
    return new Generated(
        text.toString(),
        sentences.stream()
            .flatMap(List::stream)
            .filter(token -> !vocabulary.contains(token))
            .distinct()
            .toList());
  }

  /**
   * Looks at a length before a model is loaded.
   *
   * @throws IllegalArgumentException when no text can be so short
   */
  public static void checkLength(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("Length [" + length + "]; expected at least 1 token");
    }
  }

  /** The tokens of each sentence. */
  private List<List<String>> sentences(String prompt) {
    TextFormat format = new TextFormat(TextLayout.RUNNING, null, manifest.language(), model.unit());
    return format.documents(List.of(prompt)).stream()
        .flatMap(document -> document.sentences().stream())
        .toList();
  }

  /** A boundary before each sentence; the last goes on. */
  private int[] inputs(List<List<String>> sentences) {
    List<String> tokens = new ArrayList<>();
    if (sentences.isEmpty()) {
      tokens.add(TokenVocabulary.BOUNDARY_WORD);
    }
    for (List<String> sentence : sentences) {
      tokens.add(TokenVocabulary.BOUNDARY_WORD);
      tokens.addAll(sentence);
    }
    return TokenVocabulary.numbers(model.vocabulary(), tokens);
  }

  private double[] next(StreamState state, int[] inputs) {
    double[][] result = new double[1][];
    lanes.onLane(lane -> result[0] = model.network().next(lane.inference(), state, inputs));
    // What isn't known can't be written.
    result[0][Vocabulary.UNKNOWN] = 0;
    return result[0];
  }

  private void append(int token, StringBuilder text) {
    String written = model.vocabulary().get(token);
    if (token == TextStreams.BOUNDARY) {
      text.append('\n');
    } else if (model.unit() == TextUnit.CHARACTERS) {
      text.append(written);
    } else {
      boolean apart =
          text.length() > 0
              && !Character.isWhitespace(text.charAt(text.length() - 1))
              && !ATTACHED.matcher(written).matches();
      text.append(apart ? " " : "").append(written);
    }
  }

  /** The description of the model, from its bundle. */
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    lanes.close();
    model.close();
  }
}
