package org.neuralannotators.importing.huggingface.encoderdecoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.generate.EarlyStopping;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.PieceRules;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.EncoderDecoderFamily.Defaults;

/**
 * How a model's authors want its targets: {@code generation_config.json}, or without that {@code
 * config.json}, with the values of its task where it has one alone, and what the family's class
 * has. Sampling is passed over: targets are the most probable ones.
 *
 * @param file where the values are from
 */
record GenerationValues(Path file, ConfigValues values) {
  private static final String FILE = "generation_config.json";
  private static final String BEGIN = "decoder_start_token_id";
  private static final String END = "eos_token_id";
  private static final String FORCED_BEGIN = "forced_bos_token_id";
  private static final String FORCED_END = "forced_eos_token_id";
  private static final String EARLY_STOPPING = "early_stopping";

  /** What changes the search in ways that ours hasn't. */
  private static final List<String> UNKNOWN =
      List.of(
          "constraints",
          "exponential_decay_length_penalty",
          "force_words_ids",
          "guidance_scale",
          "penalty_alpha",
          "sequence_bias",
          "watermarking_config");

  /**
   * Reads those of a folder.
   *
   * @param config the model's {@code config.json}
   */
  static GenerationValues read(Path folder, ConfigValues config, Defaults defaults)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.isRegularFile(file)) {
      ObjectNode own = JsonFile.read(file);
      for (String mark : List.of(BEGIN, END)) {
        if (!own.hasNonNull(mark) && config.json().hasNonNull(mark)) {
          own.set(mark, config.json().get(mark));
        }
      }
      complete(own, defaults);
      return new GenerationValues(file, new ConfigValues(own));
    }
    ObjectNode all = ((ObjectNode) config.json()).deepCopy();
    task(config)
        .ifPresent(task -> task.properties().forEach(e -> all.set(e.getKey(), e.getValue())));
    complete(all, defaults);
    if (!all.has(FORCED_END) && defaults.forcedEnd() != null) {
      all.put(FORCED_END, defaults.forcedEnd());
    }
    if (!all.hasNonNull(FORCED_BEGIN)
        && all.path("force_bos_token_to_be_generated").asBoolean(false)) {
      all.set(FORCED_BEGIN, all.path("bos_token_id"));
    }
    return new GenerationValues(folder.resolve("config.json"), new ConfigValues(all));
  }

  private static void complete(ObjectNode values, Defaults defaults) {
    if (!values.hasNonNull(BEGIN)) {
      if (values.hasNonNull("bos_token_id")) {
        values.set(BEGIN, values.get("bos_token_id"));
      } else {
        values.put(BEGIN, defaults.begin());
      }
    }
    if (!values.hasNonNull(END)) {
      values.put(END, defaults.end());
    }
  }

  /** The values of the only task that a configuration has values of. */
  private static Optional<JsonNode> task(ConfigValues config) {
    JsonNode tasks = config.json().path("task_specific_params");
    return tasks.size() == 1 ? Optional.of(tasks.elements().next()) : Optional.empty();
  }

  /** What the configuration puts before each source. */
  static String taskPrefix(ConfigValues config) {
    return task(config)
        .filter(task -> task.hasNonNull("prefix"))
        .map(task -> task.get("prefix").asText())
        .orElseGet(() -> config.text("prefix", ""));
  }

  /**
   * Between which pieces targets stand. Numbers that no piece has end nothing.
   *
   * @param vocabulary how many pieces targets have
   * @throws BundleException when there is nothing that ends them
   */
  TargetMarks marks(int vocabulary) throws BundleException {
    List<Integer> ends =
        pieces(END).stream().filter(end -> end >= 0 && end < vocabulary).distinct().toList();
    if (ends.isEmpty()) {
      throw refused(END, "a piece that ends targets, below [" + vocabulary + "]");
    }
    return new TargetMarks(values.number(BEGIN), ends);
  }

  /** The piece that comes first in targets, if any. */
  Optional<Integer> forcedBegin() throws BundleException {
    return pieces(FORCED_BEGIN).stream().findFirst();
  }

  /** How targets are searched. */
  GenerationSettings settings() throws BundleException {
    UNKNOWN.forEach(field -> values.require(field, "nothing"));
    values.require("num_beam_groups", 1);
    values.require("diversity_penalty", 0, 0.0);
    values.require("encoder_repetition_penalty", 1, 1.0);
    values.require("encoder_no_repeat_ngram_size", 0);
    return new GenerationSettings(
        values.number("num_beams", 1),
        values.real("length_penalty", 1),
        EarlyStopping.ofSetting(values.json().path(EARLY_STOPPING).asText("false")),
        length("max_new_tokens", "max_length"),
        length("min_new_tokens", "min_length"),
        new PieceRules(
            values.real("repetition_penalty", 1),
            values.number("no_repeat_ngram_size", 0),
            rows("bad_words_ids"),
            pieces("suppress_tokens"),
            pieces("begin_suppress_tokens"),
            pieces(FORCED_BEGIN),
            forcedEnd(),
            values.flag("renormalize_logits", false)));
  }

  /** A length without the begin, which {@code transformers} counts in the older field. */
  private int length(String pieces, String withBegin) {
    return values.json().hasNonNull(pieces)
        ? values.number(pieces)
        : Math.max(0, values.number(withBegin, 0) - 1);
  }

  private Integer forcedEnd() throws BundleException {
    List<Integer> ends = pieces(FORCED_END);
    if (ends.size() > 1) {
      throw refused(FORCED_END, "one piece");
    }
    return ends.isEmpty() ? null : ends.get(0);
  }

  private List<List<Integer>> rows(String field) throws BundleException {
    List<List<Integer>> rows = new ArrayList<>();
    for (JsonNode row : values.json().path(field)) {
      rows.add(pieces(field, row));
    }
    return rows;
  }

  private List<Integer> pieces(String field) throws BundleException {
    JsonNode value = values.json().path(field);
    return value.isMissingNode() || value.isNull() ? List.of() : pieces(field, value);
  }

  private List<Integer> pieces(String field, JsonNode value) throws BundleException {
    List<JsonNode> all = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(all::add);
    if (!all.stream().allMatch(JsonNode::isInt)) {
      throw refused(field, "the number of a piece, or a list of numbers");
    }
    return Stream.of(all).flatMap(List::stream).map(JsonNode::intValue).toList();
  }

  private BundleException refused(String field, String expected) {
    return new BundleException(
        "[%s] has [%s] for [%s]; expected %s"
            .formatted(file, values.json().path(field), field, expected));
  }
}
