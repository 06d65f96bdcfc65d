package org.neuralannotators.train.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextUnit;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.text.TokenNormalizer;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Keys;

/**
 * How word vectors are trained; the file {@code docs/training.md} explains each key.
 *
 * @param language BCP 47 code, by which raw text is split into sentences and words
 * @param seed of all random numbers; DL4J's threads take turns at random, so that now and then the
 *     same seed gives other vectors
 * @param normalization what is done to each token; that of the tagger that will read the vectors
 * @param data the text; of each set {@code dev} is left out
 * @param dimension numbers in a vector; 100 by default
 * @param window most words on each side that are predicted; 5 by default
 * @param negative how many random words each of these is told from; 5 by default
 * @param subsampling threshold above which frequent words are left out by chance (Mikolov et al.
 *     2013, equation 5); 0 for none, the default
 * @param minimumCount how often a word must be in the text; 5 by default
 * @param epochs 5 by default
 * @param learningRate at the begin, from where it falls linearly; 0.025 by default
 * @param threads 1 by default
 */
public record WordVectorConfig(
    String language,
    long seed,
    TokenNormalizer normalization,
    LanguageModelConfig.Data data,
    Integer dimension,
    Integer window,
    Integer negative,
    double subsampling,
    Integer minimumCount,
    Integer epochs,
    Double learningRate,
    Integer threads) {
  public WordVectorConfig {
    Keys.require("data", data);
    language = Objects.requireNonNullElse(language, "en");
    normalization = Objects.requireNonNullElse(normalization, TokenNormalizer.none());
    dimension = positive("dimension", dimension, 100);
    window = positive("window", window, 5);
    negative = positive("negative", negative, 5);
    minimumCount = positive("minimumCount", minimumCount, 5);
    epochs = positive("epochs", epochs, 5);
    threads = positive("threads", threads, 1);
    learningRate = Objects.requireNonNullElse(learningRate, 0.025);
    if (!(learningRate > 0) || !(subsampling >= 0)) {
      throw new IllegalArgumentException(
          "[learningRate] is [%s] and [subsampling] is [%s]; expected a number above 0, and 0 or"
                  .formatted(learningRate, subsampling)
              + " more");
    }
  }

  private static int positive(String key, Integer value, int usual) {
    int number = Objects.requireNonNullElse(value, usual);
    if (number < 1) {
      throw new IllegalArgumentException(
          "[%s] is [%d]; expected at least 1".formatted(key, number));
    }
    return number;
  }

  /** Reads a YAML file. */
  public static WordVectorConfig read(Path file) throws IOException {
    return ConfigurationReader.read(file, WordVectorConfig.class);
  }

  /** The sentences of all sets, their tokens normalised. */
  public List<List<String>> sentences() throws IOException {
    List<List<String>> sentences = new ArrayList<>();
    for (LanguageModelConfig.TextSet set : data.sets()) {
      TextFormat format = new TextFormat(set.layout(), set.column(), language, TextUnit.WORDS);
      for (Path file : PlainText.files(Path.of(data.folder()), set.files())) {
        for (Document document : format.read(file, new TextFormat.Part(0, set.train()))) {
          document.sentences().forEach(each -> sentences.add(normalized(each)));
        }
      }
    }
    return sentences;
  }

  private List<String> normalized(List<String> tokens) {
    return tokens.stream().map(normalization::normalize).toList();
  }
}
