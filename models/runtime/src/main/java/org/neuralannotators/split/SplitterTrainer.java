package org.neuralannotators.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;

/** Trains a splitter on a text whose sentences and tokens are known. Not thread-safe. */
public final class SplitterTrainer {
  /** Of the words that may be split, how often at least they are, as a share of the others. */
  private static final double SMALLEST_SHARE = 0.3;

  private final SplitterSettings settings;
  private final SplitText gold;
  private final BitSet tokenEnds = new BitSet();
  private final BitSet sentenceEnds = new BitSet();

  /** A trainer on a text. */
  public SplitterTrainer(SplitterSettings settings, SplitText gold) {
    this.settings = settings;
    this.gold = gold;
    gold.tokens().forEach(token -> tokenEnds.set(token.end()));
    gold.sentences().forEach(sentence -> sentenceEnds.set(sentence.end()));
  }

  /** A splitter that learnt from the text. */
  public TextSplitter train(ModelManifestBuilder manifest) {
    SplitWords words = words();
    LinearModel tokens = tokens(words).train(settings.epochs(), settings.seed());
    LinearModel sentences = sentences().train(settings.epochs(), settings.seed());
    Thresholds thresholds =
        new Thresholds(
            LinearModel.score(settings.tokenThreshold()),
            LinearModel.score(settings.sentenceThreshold()),
            LinearModel.score(settings.unmarkedThreshold()));
    manifest.network(thresholds);
    return new LinearSplitter(manifest.build(), tokens, sentences, thresholds, words);
  }

  /** A builder of the manifest of a splitter. */
  public static ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(LinearSplitter.KIND, name);
  }

  /**
   * Writes what {@link #train} gave.
   *
   * @param manifest as it was for the training, perhaps with scores
   */
  public static void write(TextSplitter trained, ModelManifestBuilder manifest, Path bundle)
      throws IOException {
    ((LinearSplitter) trained).files().write(bundle, manifest.build());
  }

  private SplitWords words() {
    String text = gold.text();
    Map<String, Integer> lengths = new HashMap<>();
    Map<String, Integer> split = new HashMap<>();
    List<TextRange> tokens = gold.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      TextRange left = tokens.get(i - 1);
      TextRange right = tokens.get(i);
      int begin = lettersBefore(left.end());
      if (left.end() == right.begin() && begin < left.end() && isLetters(right.of(text))) {
        String word = lower(text.substring(begin, right.end()));
        lengths.putIfAbsent(word, left.end() - begin);
        split.merge(word, 1, Integer::sum);
      }
    }
    Map<String, Integer> whole = new HashMap<>();
    tokens.forEach(token -> whole.merge(lower(token.of(text)), 1, Integer::sum));
    lengths
        .keySet()
        .removeIf(
            word ->
                split.get(word) < settings.minimumSplits()
                    || split.get(word) < SMALLEST_SHARE * whole.getOrDefault(word, 0));
    return new SplitWords(lengths);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private int lettersBefore(int end) {
    int at = end;
    while (at > 0 && Character.isLetter(gold.text().charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isLetters(String token) {
    return token.chars().allMatch(Character::isLetter);
  }

  private LinearTrainer tokens(SplitWords words) {
    LinearTrainer trainer = new LinearTrainer(settings.tableSize());
    TokenScanner scanner =
        new TokenScanner(
            gold.text(),
            words,
            new Features(settings.tableSize()),
            (at, features) -> trainer.add(features, tokenEnds.get(at)));
    scanner.scan(0, gold.text().length(), new Ranges());
    return trainer;
  }

  private LinearTrainer sentences() {
    LinearTrainer trainer = new LinearTrainer(settings.tableSize());
    SentenceScanner scanner =
        new SentenceScanner(
            gold.text(),
            new Features(settings.tableSize()),
            (at, features) -> trainer.add(features, sentenceEnds.get(at)));
    Ranges paragraphs = Paragraphs.of(gold.text(), 0, gold.text().length());
    Ranges tokens = new Ranges();
    int next = 0;
    for (int i = 0; i < paragraphs.size(); i++) {
      tokens.clear();
      while (next < gold.tokens().size() && gold.tokens().get(next).end() <= paragraphs.end(i)) {
        tokens.add(gold.tokens().get(next).begin(), gold.tokens().get(next).end());
        next++;
      }
      scanner.scan(tokens, new Ranges());
    }
    return trainer;
  }
}
