package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.TokenLayers;
import org.neuralannotators.embed.words.WordVectors;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.tagger.BiLstmCrfModel;
import org.neuralannotators.tagger.EncodedSentence;
import org.neuralannotators.tagger.SentenceEncoder;
import org.neuralannotators.tagger.TaggerArchitecture;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.text.CharacterVocabulary;
import org.neuralannotators.text.Vocabulary;
import org.neuralannotators.train.TrainingFiles;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.encoder.UntrainedModel;

/** Makes a new BiLSTM-CRF for a configuration and its data. */
final class BiLstmCrfModelFactory {
  private final TaggerConfig config;
  private final TaggerData data;
  private final TrainingFiles files;
  private final TrainingReporter reporter;

  /**
   * @param files among which the vectors of an embedder are kept
   */
  BiLstmCrfModelFactory(
      TaggerConfig config, TaggerData data, TrainingFiles files, TrainingReporter reporter) {
    this.config = config;
    this.data = data;
    this.files = files;
    this.reporter = reporter;
  }

  /** A model with random parameters, and the pre-trained word vectors where there are some. */
  UntrainedModel<TaggerModel<EncodedSentence>> create() throws IOException {
    Map<String, Integer> counts = counts(data.train());
    Set<String> seen = counts(data.trainAndDev()).keySet();
    WordVectors vectors = vectors(seen);
    int dimension = dimension(vectors);
    ModelBundle embedder =
        config.embedder() == null
            ? null
            : ModelRepository.standard().open(config.embedder().model());
    TokenLayers layers = embedder == null ? null : layers(embedder);
    BiLstmCrfModel model =
        BiLstmCrfModel.of(
            new TaggerArchitecture(
                dimension,
                config.characters(),
                config.recurrent(),
                config.crf(),
                layers == null ? null : shape(layers)),
            config.dropout(),
            new SentenceEncoder(
                vocabulary(counts, vectors),
                CharacterVocabulary.fromTokens(
                    () -> data.train().stream().flatMap(List::stream).iterator(), 2),
                config.normalization(),
                config.characters().maximumLength()),
            data.labels(),
            layers,
            embedder);
    Random random = new Random(config.seed());
    model.network().initialize(random);
    fillWords(model, vectors, random);
    if (embedder != null) {
      model.network().setGamma(config.embedder().gamma());
    }
    return new UntrainedModel<>(
        model,
        name -> UpdateRule.PLAIN,
        List.of(),
        embedder == null ? List.of() : embedder.manifest().trainingData());
  }

  /** Embeds what training sees. */
  private TokenLayers layers(ModelBundle bundle) throws IOException {
    EmbedderOptions options =
        EmbedderOptions.DEFAULT
            .withLayers(EmbedderOptions.Layers.ALL)
            .withNumThreads(config.training().shards())
            .withPrecision(config.training().precision());
    files.create();
    try (TokenEmbedder embedder = TokenEmbedders.read(bundle, options)) {
      StoredLayers layers =
          StoredLayers.write(
              files.vectors(), embedder, TokenEmbedders.layers(bundle), data.trainAndDev());
      reporter.say(
          "vectors of [%s]: %d MB on disk until training ends"
              .formatted(bundle.location(), layers.size() >> 20));
      return layers;
    }
  }

  private TaggerArchitecture.Embedder shape(TokenLayers layers) {
    return new TaggerArchitecture.Embedder(
        layers.count(), layers.columns(), config.embedder().normalized());
  }

  private Map<String, Integer> counts(List<List<String>> sentences) {
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> sentence : sentences) {
      for (String token : sentence) {
        counts.merge(config.normalization().normalize(token), 1, Integer::sum);
      }
    }
    return counts;
  }

  private WordVectors vectors(Set<String> seen) throws IOException {
    String file = config.words().vectors();
    if (file == null) {
      return null;
    }
    // The most frequent words come first in such files.
    AtomicInteger rank = new AtomicInteger();
    int limit = config.words().limit();
    return WordVectors.read(
        Path.of(file), word -> rank.getAndIncrement() < limit || seen.contains(word));
  }

  private int dimension(WordVectors vectors) {
    int expected = config.words().dimension();
    if (vectors != null && vectors.dimension() != expected) {
      throw new ConfigurationException(
          "The vectors of ["
              + config.words().vectors()
              + "] have ["
              + vectors.dimension()
              + "] dimensions; [words.dimension] is ["
              + expected
              + "]. Set it to the vectors'");
    }
    return expected;
  }

  private Vocabulary vocabulary(Map<String, Integer> counts, WordVectors vectors) {
    Vocabulary frequent = Vocabulary.fromCounts(counts, config.words().minimumCount());
    Set<String> words = new LinkedHashSet<>();
    for (int i = 1; i < frequent.size(); i++) {
      words.add(frequent.get(i));
    }
    if (vectors != null) {
      words.addAll(vectors.words());
    }
    return Vocabulary.of(words);
  }

  private void fillWords(BiLstmCrfModel model, WordVectors vectors, Random random) {
    Vocabulary words = model.encoder().words();
    int dimension = model.architecture().wordDimension();
    double[] table = Initializer.embedding().numbers(random, words.size(), dimension);
    for (int i = 1; vectors != null && i < words.size(); i++) {
      float[] vector = vectors.vector(words.get(i));
      for (int j = 0; vector != null && j < dimension; j++) {
        table[i * dimension + j] = vector[j];
      }
    }
    model.network().table().value().write(table);
  }
}
