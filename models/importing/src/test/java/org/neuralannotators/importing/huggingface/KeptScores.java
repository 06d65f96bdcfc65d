package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * What transformers gives for each of {@link ManySentences} by a model: a few numbers out of its
 * scores and one that all count in, as {@code it/src/reference/transformers_scores.py} tells. Read
 * from sentence to sentence.
 */
final class KeptScores {
  private static final double DIFFERENCE = 2e-5;
  private static final int FEW = 4;
  private static final int SOME = 3;
  private static final long FACTOR = 6364136223846793005L;
  private static final long SUMMAND = 1442695040888963407L;
  private static final int UPPER_BITS = 33;

  private final ByteBuffer bytes;
  private double absolute;
  private double relative;

  KeptScores(ReferenceModel model) throws IOException {
    bytes =
        ByteBuffer.wrap(Files.readAllBytes(ManySentences.FOLDER.resolve(model.name() + ".bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  int nextByte() {
    return Byte.toUnsignedInt(bytes.get());
  }

  int nextShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  /** Compares what is kept of a sentence's scores with ours. */
  void compare(int sentence, double... scores) {
    for (double ours : kept(scores, sentence)) {
      double expected = bytes.getFloat();
      compare(sentence, ours, expected, Math.abs(expected));
    }
  }

  /** The same for logarithms of probabilities, which are as exact as the largest of them. */
  void compareLogarithms(int sentence, double... scores) {
    double largest = Arrays.stream(scores).map(Math::abs).max().orElseThrow();
    for (double ours : kept(scores, sentence)) {
      compare(sentence, ours, bytes.getFloat(), largest);
    }
  }

  private void compare(int sentence, double ours, double expected, double scale) {
    double difference = Math.abs(ours - expected);
    assertThat(difference / Math.max(1, scale))
        .as("sentence %d: %s for %s", sentence, ours, expected)
        .isLessThan(DIFFERENCE);
    absolute = Math.max(absolute, difference);
    relative = Math.max(relative, difference / Math.max(1, scale));
  }

  private static double[] kept(double[] scores, int sentence) {
    if (scores.length <= FEW) {
      return scores;
    }
    long x = sentence;
    double sum = 0;
    for (double score : scores) {
      x = next(x);
      sum += x < 0 ? -score : score;
    }
    double[] kept = new double[1 + SOME];
    kept[0] = sum / Math.sqrt(scores.length);
    for (int i = 1; i <= SOME; i++) {
      x = next(x);
      kept[i] = scores[(int) ((x >>> UPPER_BITS) % scores.length)];
    }
    return kept;
  }

  private static long next(long x) {
    return x * FACTOR + SUMMAND;
  }

  /** Asserts that all was read. */
  void assertRead() {
    assertThat(bytes.hasRemaining()).isFalse();
  }

  /** The largest difference up to now. */
  double absolute() {
    return absolute;
  }

  /** The largest difference up to now, of numbers beyond 1 as a part of them. */
  double relative() {
    return relative;
  }
}
