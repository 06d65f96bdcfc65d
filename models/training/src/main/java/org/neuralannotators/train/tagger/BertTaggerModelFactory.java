package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.tagger.BertTaggerArchitecture;
import org.neuralannotators.tagger.BertTaggerArchitecture.Pooling;
import org.neuralannotators.tagger.BertTaggerModel;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.train.encoder.BertFineTuning;
import org.neuralannotators.train.encoder.PretrainedEncoder;
import org.neuralannotators.train.encoder.UntrainedModel;

/** Makes a BERT tagger for a configuration and its data. */
final class BertTaggerModelFactory {
  private final TaggerConfig config;
  private final TaggerData data;

  BertTaggerModelFactory(TaggerConfig config, TaggerData data) {
    this.config = config;
    this.data = data;
  }

  /** The pretrained encoder with a head of random parameters. */
  UntrainedModel<TaggerModel<EncodedPieces>> create() throws IOException {
    return PretrainedEncoder.use(config.bert(), this::create);
  }

  private UntrainedModel<TaggerModel<EncodedPieces>> create(PretrainedEncoder encoder)
      throws IOException {
    BertFineTuning bert = config.bert();
    BertTaggerArchitecture architecture =
        new BertTaggerArchitecture(
            encoder.architecture(),
            Objects.requireNonNullElse(bert.pooling(), Pooling.FIRST),
            encoder.maximumPieces(),
            encoder.stride(),
            bert.context(),
            config.crf());
    BertTaggerModel model =
        BertTaggerModel.of(
            architecture,
            bert.dropout(),
            encoder.checkpoint(),
            bert.frozenLayers(),
            LabelSet.of(config.scheme(), data.types()),
            new Random(config.seed()));
    return new UntrainedModel<>(model, encoder.rules(), encoder.sources());
  }
}
