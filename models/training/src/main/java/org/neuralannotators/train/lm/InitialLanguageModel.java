package org.neuralannotators.train.lm;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.LanguageModel;
import org.neuralannotators.lm.TokenVocabulary;

/**
 * What the training of a language model starts from.
 *
 * @param model with weights
 * @param data its text
 * @param sources what it was trained on before
 */
record InitialLanguageModel(
    LanguageModel model,
    LanguageModelData<Document> data,
    List<ModelManifest.TrainingData> sources) {
  /** The configuration's initial model, or one with random weights. */
  static InitialLanguageModel of(LanguageModelConfig config) throws IOException {
    if (config.initialModel() == null) {
      LanguageModelData<Document> data = LanguageModelData.tokens(config, config.unit());
      LanguageModelConfig.Tokens tokens = config.vocabulary();
      LanguageModel model =
          config.model(TokenVocabulary.of(data.train(), tokens.size(), tokens.minimum()));
      try {
        model.initialize(new Random(config.seed()));
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
      return new InitialLanguageModel(model, data, List.of());
    }
    try (ModelBundle bundle = ModelRepository.standard().open(config.initialModel())) {
      LanguageModel model = LanguageModel.read(bundle, config.dropout());
      try {
        LanguageModelData<Document> data = LanguageModelData.tokens(config, model.unit());
        return new InitialLanguageModel(model, data, bundle.manifest().trainingData());
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
    }
  }
}
