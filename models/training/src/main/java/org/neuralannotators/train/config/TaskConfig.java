package org.neuralannotators.train.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.neuralannotators.bundle.ModelManifestBuilder;

/**
 * The configuration of a task: the keys of the envelope, and beside them its own. It is a record
 * that takes the envelope by {@code @JacksonInject}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public interface TaskConfig {
  /** What all tasks have. */
  Envelope envelope();

  /** Of the bundle. */
  default String name() {
    return envelope().name();
  }

  /** BCP 47 code. */
  default String language() {
    return envelope().language();
  }

  /** Of all random numbers. */
  default long seed() {
    return envelope().seed();
  }

  /** How the network is trained. */
  default TrainingConfig training() {
    return envelope().training();
  }

  /** What the envelope says of the model. */
  default ModelManifestBuilder describe(ModelManifestBuilder manifest) {
    return manifest
        .language(language())
        .description(envelope().description())
        .licence(envelope().licence());
  }
}
