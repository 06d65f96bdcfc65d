package org.neuralannotators.importing.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the model card in a folder, {@code README.md}, says before its text: lines between two of
 * {@code ---} in YAML. Of that only names with a text or a list of texts are read; all else is
 * passed over, as is what isn't YAML.
 *
 * @param language of the texts that the model is for, or {@code mul} for several
 * @param licence of the weights, as the card names it
 */
public record ModelCard(Optional<String> language, Optional<String> licence) {
  /** Of a model without one. */
  public static final ModelCard NONE = new ModelCard(Optional.empty(), Optional.empty());

  private static final String FILE = "README.md";
  private static final String FENCE = "---";
  private static final Pattern VALUE = Pattern.compile("(\\w+):\\s*(.*)");
  private static final Pattern ITEM = Pattern.compile("\\s*-\\s+(.*)");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
  private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}([-_][a-zA-Z0-9]+)*");
  private static final String SEVERAL = "mul";

  /** Reads that of a folder. */
  public static ModelCard of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    Map<String, List<String>> values = values(new String(Files.readAllBytes(file), UTF_8));
    List<String> licence = values.getOrDefault("license", List.of());
    return new ModelCard(
        language(values.getOrDefault("language", List.of())),
        (licence.equals(List.of("other")) ? values.getOrDefault("license_name", licence) : licence)
            .stream().reduce((one, other) -> one + ", " + other));
  }

  private static Optional<String> language(List<String> all) {
    if (all.contains("multilingual")) {
      return Optional.of(SEVERAL);
    }
    List<String> languages =
        all.stream().filter(one -> LANGUAGE.matcher(one).matches()).distinct().toList();
    return languages.size() > 1 ? Optional.of(SEVERAL) : languages.stream().findFirst();
  }

  private static Map<String, List<String>> values(String text) {
    Map<String, List<String>> values = new HashMap<>();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(FENCE)) {
      return values;
    }
    List<String> items = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.strip().equals(FENCE)) {
        return values;
      }
      Matcher value = VALUE.matcher(line);
      Matcher item = ITEM.matcher(line);
      if (value.matches()) {
        items = new ArrayList<>();
        values.put(value.group(1), items);
        texts(value.group(2)).forEach(items::add);
      } else if (item.matches()) {
        texts(item.group(1)).forEach(items::add);
      }
    }
    return Map.of();
  }

  /** One text, or several in brackets. */
  private static Stream<String> texts(String value) {
    String bare = COMMENT.matcher(value).replaceFirst("").strip();
    String inner =
        bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
    return Arrays.stream(inner.split(",", -1))
        .map(one -> one.strip().replaceFirst("^(['\"])(.*)\\1$", "$2"))
        .filter(one -> !one.isEmpty());
  }
}
