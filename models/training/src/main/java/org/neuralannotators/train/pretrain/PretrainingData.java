package org.neuralannotators.train.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuralannotators.pretrain.MaskedSequence;
import org.neuralannotators.pretrain.Masker;
import org.neuralannotators.pretrain.PieceSequence;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.pretrain.SentencePairs;
import org.neuralannotators.pretrain.SequenceSource;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.train.data.DataFiles;

/** The text that an encoder is pretrained on, with new masks and pairs for each epoch. */
final class PretrainingData {
  private final long seed;
  private final Masker masker;
  private final SequenceSource train;
  private final List<MaskedSequence> dev;

  private PretrainingData(
      long seed, Masker masker, SequenceSource train, List<MaskedSequence> dev) {
    this.seed = seed;
    this.masker = masker;
    this.train = train;
    this.dev = dev;
  }

  /**
   * @throws IllegalArgumentException when vocabulary or text aren't as the objective needs them
   */
  static PretrainingData load(PretrainingConfig config, Tokenizer tokenizer) throws IOException {
    PlainText text = new PlainText(tokenizer, config.data().layout());
    Path folder = Path.of(config.data().folder());
    Set<Path> trainFiles = new LinkedHashSet<>();
    Set<Path> devFiles = new LinkedHashSet<>();
    for (PretrainingConfig.TextSet set : config.data().sets()) {
      trainFiles.addAll(PlainText.files(folder, set.train()));
      devFiles.addAll(PlainText.files(folder, set.dev()));
    }
    trainFiles.removeAll(devFiles);
    List<PlainText.Document> train = text.read(trainFiles);
    List<PlainText.Document> dev = text.read(devFiles);
    if (!devFiles.isEmpty()) {
      DataFiles.requireAny(dev, "dev", config.name(), devFiles);
    }
    if (train.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has text to learn from; set [data.sets.train] of at least one");
    }
    List<String> vocabulary =
        IntStream.range(0, tokenizer.size())
            .mapToObj(id -> Objects.requireNonNullElse(tokenizer.piece(id), ""))
            .toList();
    Masker masker = new Masker(config.masking().of(config.objective()), vocabulary);
    List<MaskedSequence> held =
        dev.isEmpty() ? List.of() : draw(masker, source(config, dev), new Random(config.seed()));
    return new PretrainingData(config.seed(), masker, source(config, train), held);
  }

  private static SequenceSource source(
      PretrainingConfig config, List<PlainText.Document> documents) {
    return switch (config.objective()) {
      case MASKED_LM, ELECTRA -> SequenceSource.cut(documents, config.room());
      case NEXT_SENTENCE -> SentencePairs.nextSentence(documents, config.room());
      case SENTENCE_ORDER -> SentencePairs.sentenceOrder(documents, config.room());
    };
  }

  private static List<MaskedSequence> draw(Masker masker, SequenceSource source, Random random) {
    List<PieceSequence> sequences = source.draw(random);
    return sequences.stream().map(sequence -> masker.mask(sequence, random)).toList();
  }

  /** The examples of an epoch, drawn anew, but always the same for the same epoch. */
  List<MaskedSequence> train(int epoch) {
    return draw(masker, train, new Random((seed + 1) * 0x9E3779B97F4A7C15L + epoch));
  }

  /** What is scored, always with the same masks. */
  List<MaskedSequence> dev() {
    return dev;
  }
}
