package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.Granularity;

/**
 * The options of {@link NeuralEmbeddingAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle, or a file of vectors
 * @param embedder what vectors are made of, threads and batches
 * @param granularity what gets a vector
 * @param languages what is done about documents in other languages
 * @param limits what gets none
 */
record EmbeddingOptions(
    String modelLocation,
    EmbedderOptions embedder,
    Granularity granularity,
    LanguageOptions languages,
    WorkLimits limits) {
  private static final String LAYERS = "layers";
  private static final String CARRY_STATE = "carryState";
  private static final String GRANULARITY = "granularity";
  private static final Set<String> OWN =
      Set.of(
          AnnotatorProperties.MODEL_VARIANT,
          LAYERS,
          CARRY_STATE,
          GRANULARITY,
          WorkLimits.MAX_LENGTH,
          WorkLimits.MAX_TIME);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static EmbeddingOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, OWN);
    return new EmbeddingOptions(
        own.modelLocation(
            (language, variant) -> ModelRepository.bundleName(language, "elmo", variant), "small"),
        EmbedderOptions.DEFAULT
            .withRun(own.run(EmbedderOptions.DEFAULT.run()))
            .withLayers(own.choice(LAYERS, EmbedderOptions.DEFAULT.layers()))
            .withCarryState(own.truth(CARRY_STATE)),
        own.choice(GRANULARITY, Granularity.TOKEN),
        LanguageOptions.read(own),
        WorkLimits.read(own));
  }
}
