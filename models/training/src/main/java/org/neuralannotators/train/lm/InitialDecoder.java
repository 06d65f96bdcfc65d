package org.neuralannotators.train.lm;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderSpec;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.train.Handover;

/**
 * What the training of a decoder starts from.
 *
 * @param model with weights
 * @param texts its text
 * @param bundle what the bundle says whose weights the model has; null for random ones
 */
record InitialDecoder(DecoderModel model, LanguageModelData<String> texts, ModelManifest bundle) {
  /** Whether a configuration is of a decoder, a new one or one that there is. */
  static boolean isMeant(LanguageModelConfig config) throws IOException {
    if (config.initialModel() == null) {
      return config.transformer() != null;
    }
    try (ModelBundle bundle = ModelRepository.standard().open(config.initialModel())) {
      return bundle.manifest().kind().equals(DecoderModel.KIND);
    }
  }

  /** The configuration's initial model, or one with random weights and pieces of its text. */
  static InitialDecoder of(LanguageModelConfig config) throws IOException {
    LanguageModelData<String> texts = LanguageModelData.raw(config.data());
    if (config.initialModel() == null) {
      return new InitialDecoder(random(config, texts), texts, null);
    }
    try (ModelBundle bundle = ModelRepository.standard().open(config.initialModel())) {
      return new InitialDecoder(
          DecoderModel.read(bundle, config.dropout()), texts, bundle.manifest());
    }
  }

  /** What the model was trained on before. */
  List<ModelManifest.TrainingData> sources() {
    return bundle == null ? List.of() : bundle.trainingData();
  }

  private static DecoderModel random(LanguageModelConfig config, LanguageModelData<String> texts)
      throws IOException {
    StoredTokenizer tokenizer =
        Objects.requireNonNullElse(config.pieces(), LearntPieces.DEFAULT).learn(texts.train());
    DecoderSpec spec =
        new DecoderSpec(
            config.transformer().architecture(tokenizer.tokenizer().size()),
            List.of(tokenizer.tokenizer().id(PieceTokenizerJson.END).orElseThrow()));
    DecoderModel model = DecoderModel.of(spec, tokenizer, config.dropout());
    return Handover.to(
        () -> {
          model.network().initialize(new Random(config.seed()));
          return model;
        },
        model::close);
  }
}
