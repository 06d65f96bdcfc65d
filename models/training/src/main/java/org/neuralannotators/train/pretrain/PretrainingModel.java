package org.neuralannotators.train.pretrain;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.pretrain.ElectraNetwork;
import org.neuralannotators.pretrain.MaskedLanguageNetwork;
import org.neuralannotators.pretrain.PretrainingNetwork;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.train.config.ConfigurationException;

/**
 * A network before its pretraining.
 *
 * @param start what the encoder starts from; without tensors when it starts from random weights
 * @param network with its first weights
 * @param found heads whose weights the checkpoint had
 * @param sources what the checkpoint was trained on
 */
record PretrainingModel(
    EncoderCheckpoint start,
    PretrainingNetwork network,
    List<String> found,
    List<ModelManifest.TrainingData> sources) {
  /** Of the first weights (Devlin et al. 2018, {@code initializer_range}). */
  private static final double DEVIATION = 0.02;

  static PretrainingModel of(PretrainingConfig config) throws IOException {
    if (config.encoder() == null) {
      return of(config, fromScratch(config), List.of());
    }
    try (ModelBundle bundle = ModelRepository.standard().open(config.encoder())) {
      return of(config, EncoderBundle.read(bundle), bundle.manifest().trainingData());
    }
  }

  private static PretrainingModel of(
      PretrainingConfig config, EncoderCheckpoint start, List<ModelManifest.TrainingData> sources)
      throws BundleException {
    if (!(start.architecture() instanceof BertArchitecture architecture)) {
      throw new ConfigurationException(
          "[encoder] is [%s], no encoder like BERT or ALBERT; expected one of these for pretraining"
              .formatted(config.encoder()));
    }
    if (config.maximumPieces() > architecture.maximumPositions()) {
      throw new IllegalArgumentException(
          "[maximumPieces] is [%d]; expected at most [%d], as many positions as the encoder knows"
              .formatted(config.maximumPieces(), architecture.maximumPositions()));
    }
    if (config.objective().hasPairs() && architecture.segments() < 2) {
      throw new IllegalArgumentException(
          "The encoder knows [%d] segment; expected 2 for the objective [%s]"
              .formatted(architecture.segments(), config.objective()));
    }
    PretrainingNetwork network = network(config, architecture);
    try {
      network
          .parameters()
          .allocateFloats()
          .initialize(new Random(config.seed()), Initializer.truncatedNormal(DEVIATION));
      List<String> found = new ArrayList<>();
      if (config.encoder() != null) {
        start.copyTo(network.encoder());
        for (Map.Entry<String, List<Parameter>> head : network.heads().entrySet()) {
          if (start.has(head.getValue())) {
            start.copyTo(head.getValue());
            found.add(head.getKey());
          }
        }
      }
      return new PretrainingModel(start, network, found, sources);
    } catch (BundleException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static PretrainingNetwork network(PretrainingConfig config, BertArchitecture encoder) {
    return config.objective() == PretrainingConfig.Objective.ELECTRA
        ? new ElectraNetwork(
            encoder,
            config.electra().generatorWidth(),
            config.electra().detectionWeight(),
            config.dropout())
        : new MaskedLanguageNetwork(encoder, config.objective().hasPairs(), config.dropout());
  }

  private static EncoderCheckpoint fromScratch(PretrainingConfig config) throws IOException {
    Path file = Path.of(config.vocabulary());
    List<String> pieces;
    try {
      pieces = Utf8LineReader.lines(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "[vocabulary] is [" + file + "]; expected a file with a word piece on each line", e);
    }
    Set<String> different = new LinkedHashSet<>(pieces);
    if (different.size() < pieces.size()) {
      throw new IllegalArgumentException(
          "The vocabulary [%s] has [%d] lines and [%d] different pieces; expected each once"
              .formatted(file, pieces.size(), different.size()));
    }
    return new EncoderCheckpoint(
        file.toString(),
        config.architecture().withVocabulary(pieces.size()),
        StoredTokenizer.of(BertTokenizerJson.of(pieces, config.casing().normalization())),
        Map.of());
  }

  /** The encoder and its heads as they are now. */
  EncoderCheckpoint checkpoint() {
    return start.with(
        network.encoder(), network.heads().values().stream().flatMap(Collection::stream).toList());
  }
}
