package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The families with encoder and decoder that are known, by the {@code model_type} of their
 * configurations.
 */
public final class EncoderDecoderFamilies {
  private static final Map<String, EncoderDecoderFamily> FAMILIES =
      Map.ofEntries(
          entry("marian", BartFamily.marian()),
          entry("m2m_100", BartFamily.m2m100()),
          entry("bart", BartFamily.bart()),
          entry("mbart", BartFamily.mbart()),
          entry("pegasus", BartFamily.pegasus()),
          entry("t5", T5Family.t5()),
          entry("mt5", T5Family.mt5()));

  private EncoderDecoderFamilies() {}

  /** The family of a configuration; nothing for one of something else. */
  public static Optional<EncoderDecoderFamily> of(JsonNode config) {
    return Optional.ofNullable(FAMILIES.get(config.path("model_type").asText()));
  }

  /** The types of models, for errors. */
  static SortedSet<String> types() {
    return new TreeSet<>(FAMILIES.keySet());
  }
}
