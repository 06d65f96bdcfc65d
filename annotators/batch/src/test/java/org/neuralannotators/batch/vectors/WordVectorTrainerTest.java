package org.neuralannotators.batch.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.embed.words.WordVectors;
import org.neuralannotators.train.config.ConfigurationException;

class WordVectorTrainerTest {
  private static final List<String> ANIMALS = List.of("cat", "Dog", "horse", "cow");
  private static final List<String> FRUITS = List.of("apple", "pear", "plum", "fig");

  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      text.append("the %s runs with %s\n".formatted(any(ANIMALS, random), any(ANIMALS, random)));
      text.append("a %s tastes like %s\n".formatted(any(FRUITS, random), any(FRUITS, random)));
    }
    Files.writeString(folder.resolve("text.txt"), text.append("rare\n"));
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private Path config(String more) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        seed: 1
        normalization: {lowerCase: true}
        data:
          folder: '%s'
          sets:
            - {name: words, layout: TOKENS, files: [text.txt]}
        dimension: 12
        window: 3
        epochs: 4
        %s
        """
            .formatted(folder.toString().replace('\\', '/'), more));
  }

  private WordVectors trained(String name) throws IOException {
    WordVectorTrainer.train(config(""), folder.resolve(name));
    return WordVectors.read(folder.resolve(name), word -> true);
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    return product / Math.sqrt(squaresA * squaresB);
  }

  @Test
  void wordsOfLikeContextsGetLikeVectorsThatTaggersRead() throws IOException {
    WordVectors vectors = trained("vectors.txt");
    assertThat(vectors.dimension()).isEqualTo(12);
    assertThat(vectors.words()).contains("cat", "dog", "fig").doesNotContain("Dog", "rare");
    float[] cat = vectors.vector("cat");
    assertThat(cosine(cat, vectors.vector("dog")))
        .isGreaterThan(cosine(cat, vectors.vector("pear")) + 0.3);
  }

  @Test
  void textWithoutFrequentWordsIsRefused() throws IOException {
    Path config = config("minimumCount: 100000");
    assertThatThrownBy(() -> WordVectorTrainer.train(config, folder.resolve("vectors.txt")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[100000]");
    assertThat(folder.resolve("vectors.txt")).doesNotExist();
  }
}
