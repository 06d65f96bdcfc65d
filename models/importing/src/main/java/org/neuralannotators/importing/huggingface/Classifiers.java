package org.neuralannotators.importing.huggingface;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.classify.ClassOutput;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;

/** Text classifiers, cross-encoders among them. */
final class Classifiers {
  private static final String PROBLEM = "problem_type";

  /** Labels of natural language inference, which is about pairs. */
  private static final List<String> INFERENCE =
      List.of("entail", "contradict", "duplicate", "paraphrase");

  private Classifiers() {}

  static ImportedHead read(HuggingFaceFolder model, Renaming renaming, Optional<Boolean> pairs)
      throws BundleException {
    Map<String, Tensor> head = model.head(renaming);
    List<String> labels =
        Labels.of(model.config().json(), model.outputs(head, "classifier.weight"));
    boolean cross = isCrossEncoder(model.config());
    boolean ofPairs = pairs.orElse(cross || labels.stream().anyMatch(Classifiers::ofInference));
    ClassOutput output = output(model.config(), labels.size(), cross);
    HeadArchitecture architecture =
        new HeadArchitecture(
            model.architecture(),
            model.maximumPieces(),
            model.stride(),
            ofPairs,
            null,
            model.family().pooler().apply(model.config()),
            output,
            null);
    String what =
        "a classifier of %s: %d %s"
            .formatted(
                ofPairs ? "pairs" : "texts",
                labels.size(),
                switch (output) {
                  case ONE_LABEL -> "labels, one of them right";
                  case MANY_LABELS ->
                      labels.size() == 1 ? "label, right or not" : "labels, each right or not";
                  case NUMBERS -> labels.size() == 1 ? "number" : "numbers";
                });
    return new ImportedHead(
        model,
        renaming,
        EncoderModel.imported(
            HeadKind.CLASSIFIER.layout(),
            new ModelSpec<>(architecture, labels),
            model.checkpoint(head)),
        what);
  }

  private static boolean ofInference(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return INFERENCE.stream().anyMatch(lower::contains);
  }

  /** A model of sentence-transformers that scores pairs. */
  private static boolean isCrossEncoder(ConfigValues config) {
    return config.json().has("sentence_transformers")
        || config.json().has("sbert_ce_default_activation_function");
  }

  private static ClassOutput output(ConfigValues config, int labels, boolean cross) {
    config.require(
        PROBLEM, "single_label_classification", "multi_label_classification", "regression");
    return switch (config.text(PROBLEM, "")) {
      case "single_label_classification" -> ClassOutput.ONE_LABEL;
      case "multi_label_classification" -> ClassOutput.MANY_LABELS;
      case "regression" -> ClassOutput.NUMBERS;
      default -> labels > 1 ? ClassOutput.ONE_LABEL : single(config, cross);
    };
  }

  /** A cross-encoder's score goes through the logistic function unless it says otherwise. */
  private static ClassOutput single(ConfigValues config, boolean cross) {
    String function =
        config
            .json()
            .path("sentence_transformers")
            .path("activation_fn")
            .asText(config.text("sbert_ce_default_activation_function", ""));
    return cross && !function.endsWith("Identity") ? ClassOutput.MANY_LABELS : ClassOutput.NUMBERS;
  }
}
