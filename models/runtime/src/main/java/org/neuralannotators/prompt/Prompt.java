package org.neuralannotators.prompt;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neuralannotators.bundle.Checksums;
import org.neuralannotators.bundle.registry.NearestName;
import org.neuralannotators.yaml.YamlErrors;
import org.neuralannotators.yaml.YamlReader;

/**
 * What a prompt file says. Immutable.
 *
 * @param name of the prompt, which is part of what is written as the model's name
 * @param instruction what stands before all; empty for nothing
 * @param template how a text and its answer are shown: <code>{text}</code> stands for the one,
 *     <code>{answer}</code>, at its end, for the other
 * @param separator between instruction, examples and text; an empty line
 * @param examples may be none
 * @param labels the classes, each with the text that is its answer; empty for a prompt that fills a
 *     field
 * @param lengthNormalized whether the logarithm of a label's probability is divided by its pieces;
 *     false
 * @param calibrated whether probabilities are divided by those of inputs without content (Zhao et
 *     al. 2021); false
 * @param contentFree these inputs; those of the paper, and none without labels
 * @param longTexts what is done with texts that are too long; TRUNCATE
 * @param field how a field is filled; null with labels
 */
public record Prompt(
    String name,
    String instruction,
    String template,
    String separator,
    List<PromptExample> examples,
    Map<String, String> labels,
    boolean lengthNormalized,
    boolean calibrated,
    List<String> contentFree,
    LongTexts longTexts,
    FieldOptions field)
    implements Serializable {
  static final String TEXT = "{text}";
  static final String ANSWER = "{answer}";

  /** Zhao et al. 2021, section 5. */
  private static final List<String> CONTENT_FREE = List.of("N/A", "[MASK]", "");

  /**
   * Gives what isn't there its default.
   *
   * @throws IllegalArgumentException for a prompt that can't be used
   */
  public Prompt {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("[name] is missing; expected what is asked, as a word");
    }
    instruction = instruction == null ? "" : instruction.strip();
    template = required(template);
    separator = Objects.requireNonNullElse(separator, "\n\n");
    examples = examples == null ? List.of() : List.copyOf(examples);
    examples.forEach(PromptExample::require);
    labels = labels == null ? Map.of() : inOrder(labels);
    if (labels.size() == 1) {
      throw new IllegalArgumentException("[labels] are " + labels + "; expected at least two");
    }
    if (labels.isEmpty()) {
      contentFree = Objects.requireNonNullElse(contentFree, List.of());
      requireField(lengthNormalized, calibrated || !contentFree.isEmpty());
      field = Objects.requireNonNullElse(field, FieldOptions.DEFAULT);
      field.options();
    } else {
      contentFree = List.copyOf(Objects.requireNonNullElse(contentFree, CONTENT_FREE));
      requireLabels(field, contentFree, examples, labels);
    }
    longTexts = Objects.requireNonNullElse(longTexts, LongTexts.TRUNCATE);
  }

  private static String required(String template) {
    String stripped = template == null ? "" : template.strip();
    int text = stripped.indexOf(TEXT);
    int answer = stripped.indexOf(ANSWER);
    if (text < 0
        || text != stripped.lastIndexOf(TEXT)
        || answer < text
        || answer + ANSWER.length() != stripped.length()) {
      throw new IllegalArgumentException(
          "[template] is [%s]; expected one with [%s] once, and with [%s] once, at its end"
              .formatted(template, TEXT, ANSWER));
    }
    return stripped;
  }

  private static Map<String, String> inOrder(Map<String, String> labels) {
    Map<String, String> copy = new LinkedHashMap<>();
    labels.forEach(
        (label, text) -> {
          if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                "Label [%s] has no text; expected what the model writes for it, such as [%s: %s]"
                    .formatted(label, label, label));
          }
          if (copy.containsValue(text.strip())) {
            throw new IllegalArgumentException(
                "Label [%s] has the text [%s] of another; expected one of its own"
                    .formatted(label, text.strip()));
          }
          copy.put(label, text.strip());
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void requireField(boolean lengthNormalized, boolean calibrated) {
    if (lengthNormalized || calibrated) {
      throw new IllegalArgumentException(
          "[%s] is given without [labels]; expected both or none: a field has no classes"
              .formatted(lengthNormalized ? "lengthNormalized" : "calibrated, contentFree"));
    }
  }

  private static void requireLabels(
      FieldOptions field,
      List<String> contentFree,
      List<PromptExample> examples,
      Map<String, String> labels) {
    if (field != null) {
      throw new IllegalArgumentException(
          "[field] and [labels] are given; expected one of them: a text is classified, or a field"
              + " is filled");
    }
    if (contentFree.isEmpty()) {
      throw new IllegalArgumentException(
          "[contentFree] is []; expected at least one input, such as N/A");
    }
    for (PromptExample example : examples) {
      if (!labels.containsKey(example.answer())) {
        throw new IllegalArgumentException(
            "The example [%s] has the answer [%s]; expected one of the labels %s. Did you mean [%s]?"
                .formatted(
                    example.text(),
                    example.answer(),
                    labels.keySet(),
                    NearestName.of(example.answer(), labels.keySet())));
      }
    }
  }

  /**
   * Reads a prompt file, in YAML.
   *
   * @throws PromptException when there is no such file, it isn't UTF-8, or it says what can't be
   *     used
   * @throws IOException when it can't be read
   */
  public static Prompt read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new PromptException(
          "Prompt file [" + file + "] doesn't exist; expected the path of one, in YAML");
    }
    YamlErrors errors =
        YamlErrors.of("Prompt file [" + file + "]", Prompt.class, PromptException::new);
    return YamlReader.read(file, Prompt.class, errors);
  }

  /** Whether it classifies texts, and doesn't fill a field. */
  public boolean classifies() {
    return !labels.isEmpty();
  }

  /** The SHA-256 of all that it says. */
  String checksum() {
    MessageDigest digest = Checksums.sha256();
    digest.update(toString().getBytes(StandardCharsets.UTF_8));
    return Checksums.text(digest);
  }
}
