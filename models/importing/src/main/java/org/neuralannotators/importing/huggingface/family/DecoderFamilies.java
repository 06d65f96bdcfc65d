package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The families of decoders that are known, by the {@code model_type} of their configurations. */
public final class DecoderFamilies {
  private static final Map<String, DecoderFamily> FAMILIES =
      Map.ofEntries(
          entry("openai-gpt", new GptFamily()),
          entry("gpt2", new Gpt2Family()),
          entry("llama", LlamaFamily.llama()),
          entry("mistral", LlamaFamily.mistral()),
          entry("qwen2", LlamaFamily.qwen2()),
          entry("qwen3", LlamaFamily.qwen3()));

  private DecoderFamilies() {}

  /** The family of a configuration; nothing for one of something else. */
  public static Optional<DecoderFamily> of(JsonNode config) {
    return Optional.ofNullable(FAMILIES.get(config.path("model_type").asText()));
  }

  /** The types of models, for errors. */
  static SortedSet<String> types() {
    return new TreeSet<>(FAMILIES.keySet());
  }
}
