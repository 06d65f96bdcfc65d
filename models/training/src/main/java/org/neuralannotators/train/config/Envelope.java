package org.neuralannotators.train.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * The keys that the configurations of all tasks have.
 *
 * @param name of the bundle
 * @param language BCP 47 code; {@code en} by default
 * @param description a sentence for the manifest
 * @param licence of the weights
 * @param seed of all random numbers
 * @param training how the network is trained
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Envelope(
    String name,
    String language,
    String description,
    String licence,
    long seed,
    TrainingConfig training) {
  public Envelope {
    Keys.require("name", name);
    language = Objects.requireNonNullElse(language, "en");
    training = Objects.requireNonNullElse(training, TrainingConfig.DEFAULT);
  }
}
