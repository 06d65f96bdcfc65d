package org.neuralannotators.batch.vectors;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.sequencevectors.interfaces.SequenceIterator;
import org.deeplearning4j.models.sequencevectors.sequence.Sequence;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.lm.WordVectorConfig;

/**
 * Trains word vectors by skip-gram with negative sampling (Mikolov et al. 2013), and writes them in
 * word2vec's text format, the most frequent words first.
 */
public final class WordVectorTrainer {
  private static final double LAST_RATE = 1e-4;

  private WordVectorTrainer() {}

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link WordVectorConfig}
   * @param out the file of vectors, which is replaced at the end
   * @throws ConfigurationException when the configuration can't be used, or no word of its text is
   *     frequent enough
   */
  public static void train(Path config, Path out) throws IOException {
    WordVectorConfig read = WordVectorConfig.read(config);
    List<List<String>> sentences = read.sentences();
    requireFrequentWord(read, sentences);
    Word2Vec model = model(read, sentences);
    model.fit();
    write(model, out);
  }

  private static void requireFrequentWord(WordVectorConfig config, List<List<String>> sentences) {
    boolean some =
        sentences.stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()))
            .values()
            .stream()
            .anyMatch(count -> count >= config.minimumCount());
    if (!some) {
      throw new ConfigurationException(
          "[minimumCount] is [%d]; expected one that some word of the text reaches. Lower it, or give"
                  .formatted(config.minimumCount())
              + " more text");
    }
  }

  private static Word2Vec model(WordVectorConfig config, List<List<String>> sentences) {
    return new Word2Vec.Builder()
        .elementsLearningAlgorithm(new SkipGram<>())
        .useHierarchicSoftmax(false)
        .negativeSample(config.negative())
        .layerSize(config.dimension())
        .windowSize(config.window())
        .sampling(config.subsampling())
        .minWordFrequency(config.minimumCount())
        .epochs(config.epochs())
        .learningRate(config.learningRate())
        .minLearningRate(Math.min(LAST_RATE, config.learningRate()))
        .workers(config.threads())
        .seed(config.seed())
        .iterate(new Sequences(sentences))
        .build();
  }

  /** Sentences as Word2Vec reads them, again in each epoch. */
  private static final class Sequences implements SequenceIterator<VocabWord> {
    private final List<List<String>> sentences;
    private Iterator<List<String>> rest;

    Sequences(List<List<String>> sentences) {
      this.sentences = sentences;
      reset();
    }

    @Override
    public boolean hasMoreSequences() {
      return rest.hasNext();
    }

    @Override
    public Sequence<VocabWord> nextSequence() {
      return new Sequence<>(rest.next().stream().map(word -> new VocabWord(1, word)).toList());
    }

    @Override
    public void reset() {
      rest = sentences.iterator();
    }
  }

  private static void write(Word2Vec model, Path out) throws IOException {
    Path place = out.toAbsolutePath();
    Path temporary = place.resolveSibling(place.getFileName() + ".new");
    try (BufferedWriter writer = Files.newBufferedWriter(temporary)) {
      writer.write(model.getVocab().numWords() + " " + model.getLayerSize() + "\n");
      for (int i = 0; i < model.getVocab().numWords(); i++) {
        String word = model.getVocab().wordAtIndex(i);
        writer.write(word);
        for (double number : model.getWordVector(word)) {
          writer.write(" " + (float) number);
        }
        writer.write('\n');
      }
    }
    Files.move(
        temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
