package org.neuralannotators.tagger;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.MixedTarget;
import org.neuralannotators.crf.SoftLabels;

/** Examples with random probabilities of labels in place of gold ones, or beside them. */
final class Taught {
  private Taught() {}

  static <S> List<LabelledSentence<S>> taught(List<LabelledSentence<S>> examples, int labels) {
    return IntStream.range(0, examples.size())
        .mapToObj(
            i -> {
              LabelledSentence<S> gold = examples.get(i);
              float[] random = new float[gold.length() * labels];
              Random numbers = new Random(i);
              for (int n = 0; n < random.length; n++) {
                random[n] = numbers.nextFloat();
              }
              CrfTarget soft = new SoftLabels(gold.length(), () -> random, 1.5);
              return new LabelledSentence<>(
                  gold.sentence(), i % 2 == 0 ? soft : new MixedTarget(0.4, soft, gold.target()));
            })
        .toList();
  }
}
