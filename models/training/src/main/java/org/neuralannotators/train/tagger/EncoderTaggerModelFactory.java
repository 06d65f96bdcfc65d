package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.tagger.EncoderTaggerArchitecture;
import org.neuralannotators.tagger.EncoderTaggerModel;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.train.encoder.EncoderFineTuning;
import org.neuralannotators.train.encoder.PretrainedEncoder;
import org.neuralannotators.train.encoder.UntrainedModel;

/** Makes a tagger on an encoder for a configuration and its data. */
final class EncoderTaggerModelFactory {
  private final TaggerConfig config;
  private final TaggerData data;

  EncoderTaggerModelFactory(TaggerConfig config, TaggerData data) {
    this.config = config;
    this.data = data;
  }

  /** The pretrained encoder with a head of random parameters. */
  UntrainedModel<TaggerModel<EncodedPieces>> create() throws IOException {
    return PretrainedEncoder.use(config.bert(), this::create);
  }

  private UntrainedModel<TaggerModel<EncodedPieces>> create(PretrainedEncoder encoder)
      throws IOException {
    EncoderFineTuning bert = config.bert();
    EncoderTaggerArchitecture architecture =
        new EncoderTaggerArchitecture(
            encoder.architecture(),
            Objects.requireNonNullElse(bert.pooling(), TagPooling.FIRST),
            encoder.maximumPieces(),
            encoder.stride(),
            bert.context(),
            config.crf(),
            null,
            bert.tokenCase());
    EncoderModel<EncoderTaggerArchitecture, TagHead> model =
        EncoderModel.pretrained(
            EncoderTaggerModel.LAYOUT,
            new ModelSpec<>(architecture, data.labels()),
            bert.dropout(),
            encoder.checkpoint(),
            bert.frozenLayers(),
            new Random(config.seed()));
    return encoder.untrained(new EncoderTaggerModel(model), model.network());
  }
}
