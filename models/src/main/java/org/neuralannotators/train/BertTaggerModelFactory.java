package org.neuralannotators.train;

import java.io.IOException;
import java.util.Random;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.embed.BertArchitecture;
import org.neuralannotators.embed.BertBundle;
import org.neuralannotators.embed.BertCheckpoint;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.tagger.BertTaggerArchitecture;
import org.neuralannotators.tagger.BertTaggerModel;
import org.neuralannotators.tagger.EncodedPieces;

/** Makes a BERT tagger for a configuration and its data. */
final class BertTaggerModelFactory {
  private static final int SPECIALS = 2;

  private final TaggerConfig config;
  private final TaggerData data;

  BertTaggerModelFactory(TaggerConfig config, TaggerData data) {
    this.config = config;
    this.data = data;
  }

  /** The pretrained encoder with a head of random parameters. */
  UntrainedModel<EncodedPieces> create() throws IOException {
    BertFineTuning bert = config.bert();
    try (ModelBundle bundle = ModelRepository.standard().open(bert.encoder())) {
      BertCheckpoint checkpoint = BertBundle.read(bundle);
      BertTaggerModel model =
          BertTaggerModel.of(
              architecture(checkpoint.architecture()),
              bert.dropout(),
              checkpoint,
              bert.frozenLayers(),
              LabelSet.of(config.scheme(), data.types()),
              new Random(config.seed()));
      int layers = checkpoint.architecture().layers();
      return new UntrainedModel<>(
          model, name -> bert.rule(name, layers), bundle.manifest().trainingData());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("[bert]: " + e.getMessage(), e);
    }
  }

  private BertTaggerArchitecture architecture(BertArchitecture encoder) {
    BertFineTuning bert = config.bert();
    int pieces = bert.maximumPieces() == null ? encoder.maximumPositions() : bert.maximumPieces();
    int stride = bert.stride() == null ? Math.max(1, (pieces - SPECIALS) / 2) : bert.stride();
    return new BertTaggerArchitecture(
        encoder, bert.pooling(), pieces, stride, bert.context(), config.crf());
  }
}
