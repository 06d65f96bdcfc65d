package org.neuralannotators.train.translate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.pretrain.Denoising;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TranslatorModel;

/**
 * What a translator learns from in each epoch: pairs, and texts with noise that is drawn anew.
 *
 * @param pairs with both sides, and not too long
 * @param texts the same text on both sides, without noise
 * @param source the source's pieces; null where there are no texts
 */
record TranslatorExamples(
    List<ParallelExample> pairs,
    List<ParallelExample> texts,
    PieceModel source,
    Denoising denoising,
    long seed) {

  /**
   * @throws IllegalArgumentException when nothing is left
   */
  static TranslatorExamples of(
      TranslatorConfig config,
      TranslatorData data,
      TranslatorModel model,
      TrainingReporter reporter) {
    List<ParallelText> pairs = data.pairs().train();
    List<String> texts = data.texts().train();
    TranslatorExamples examples =
        new TranslatorExamples(
            encode(pairs.stream(), model),
            encode(texts.stream().map(text -> new ParallelText(text, text)), model),
            texts.isEmpty() ? null : model.source(),
            config.denoising(),
            config.seed());
    int most = model.network().maximumLength();
    int left = examples.pairs.size() + examples.texts.size();
    if (left == 0) {
      throw new IllegalArgumentException(
          "[%d] training pairs and [%d] texts, each with an empty side or one of [%d] pieces or"
                  .formatted(pairs.size(), texts.size(), most)
              + " more; expected some that are shorter");
    }
    reporter.say(
        "%d training pairs and %d texts, of which %d have an empty side or one of %d pieces or more"
                .formatted(pairs.size(), texts.size(), pairs.size() + texts.size() - left, most)
            + " and are left out; %d parameters"
                .formatted(model.network().parameters().flat().size()));
    return examples;
  }

  private static List<ParallelExample> encode(Stream<ParallelText> pairs, TranslatorModel model) {
    int most = model.network().maximumLength();
    return pairs
        .filter(pair -> !pair.source().isBlank() && !pair.target().isBlank())
        .map(model::encodeToLearn)
        .filter(example -> example.source().length > 0 && example.target().length > 0)
        .filter(example -> example.source().length < most && example.target().length < most)
        .toList();
  }

  /** The examples of an epoch, always the same for the same epoch. */
  List<ParallelExample> epoch(int epoch) {
    RandomGenerator random = new SplittableRandom(seed * 31 + epoch);
    return Stream.concat(pairs.stream(), texts.stream().map(text -> noised(text, random))).toList();
  }

  private ParallelExample noised(ParallelExample text, RandomGenerator random) {
    int[] pieces = text.source();
    return new ParallelExample(denoising.add(pieces, source.words(pieces), random), text.target());
  }
}
