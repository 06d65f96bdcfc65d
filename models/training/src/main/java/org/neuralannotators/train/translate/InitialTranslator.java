package org.neuralannotators.train.translate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.network.RnnArchitecture;
import org.neuralannotators.translate.network.TranslationArchitecture;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TextPairRules;

/**
 * What the training of a translator starts from.
 *
 * @param model with weights
 * @param sources what it was trained on
 */
record InitialTranslator(TranslatorModel model, List<ModelManifest.TrainingData> sources) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The configuration's initial model, or one with random weights. */
  static InitialTranslator of(TranslatorConfig config, TranslatorData data) throws IOException {
    if (config.initialModel() == null) {
      return new InitialTranslator(data.model(config), List.of());
    }
    try (ModelBundle bundle = ModelRepository.standard().open(config.initialModel())) {
      TextPairRules own = ManifestParts.normalization(bundle, TextPairRules.class);
      TranslatorModel model =
          TranslatorModel.read(bundle, config::network, before -> rules(config, data, before));
      try {
        if (own.template() == null) {
          requireSame(config, model, own.lowercase());
        } else {
          requireNothingOfItsOwn(config);
        }
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
      return new InitialTranslator(model, bundle.manifest().trainingData());
    }
  }

  private static TextPairRules rules(
      TranslatorConfig config, TranslatorData data, TextPairRules before) {
    if (before.template() == null) {
      return data.rules(config);
    }
    TextChoice pair = new TextChoice(config.sourceLanguage(), config.targetLanguage(), null);
    return data.learnt(before.chosen(pair));
  }

  /** Of an imported model nothing can be described anew. */
  private static void requireNothingOfItsOwn(TranslatorConfig config) {
    List<String> described = new ArrayList<>();
    if (config.describesPieces()) {
      described.add("subwords or words");
    }
    if (config.transformer() != null || config.recurrent() != null) {
      described.add("transformer or recurrent");
    }
    if (config.lowercase()) {
      described.add("lowercase");
    }
    if (config.data().sets().stream().anyMatch(set -> !set.text().isEmpty())) {
      described.add("data.sets.text");
    }
    if (!described.isEmpty()) {
      throw new IllegalArgumentException(
          "%s with [initialModel] [%s], which was imported with its network and tokenizer; expected them left out"
              .formatted(described, config.initialModel()));
    }
  }

  private static void requireSame(
      TranslatorConfig config, TranslatorModel model, boolean lowercase) {
    TranslationArchitecture architecture = model.architecture();
    Map<String, Object> own = keys(architecture);
    own.put("lowercase", lowercase);
    own.put("words", model.source() instanceof WordModel);
    own.put("splitting", model.source().splitting());
    Map<String, Object> here = new TreeMap<>();
    config
        .architecture(
            architecture.sourceVocabulary(), architecture.targetVocabulary(), architecture.joint())
        .ifPresent(described -> here.putAll(keys(described)));
    here.put("lowercase", config.lowercase());
    if (config.describesPieces()) {
      here.put("words", config.words() != null);
      here.put("splitting", config.splitting());
      here.put("joint", config.joint());
    }
    String differences =
        here.entrySet().stream()
            // A network of the other kind has keys of its own.
            .filter(key -> own.containsKey(key.getKey()))
            .filter(key -> !key.getValue().equals(own.get(key.getKey())))
            .map(
                key ->
                    "[%s] is [%s] there and [%s] here"
                        .formatted(key.getKey(), own.get(key.getKey()), key.getValue()))
            .collect(Collectors.joining(", "));
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "[initialModel] is [%s]: %s; expected the same. Network and pieces may be left out"
              .formatted(config.initialModel(), differences));
    }
  }

  /** A network's keys, and which of the two kinds it is. */
  private static Map<String, Object> keys(TranslationArchitecture architecture) {
    Map<String, Object> keys =
        JSON.convertValue(architecture, new TypeReference<TreeMap<String, Object>>() {});
    keys.put("recurrent", architecture instanceof RnnArchitecture);
    return keys;
  }
}
