package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/**
 * Prints a line with the class of each text, an empty one of a blank text. Where a model may give
 * many labels, those that are likely stand in it, and at least one; where it gives numbers, these
 * alone.
 */
final class Classifications {
  /** Texts in memory at once: enough for batches of similar length. */
  private static final int BLOCK = 1024;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TextClassifier classifier;
  private final boolean json;
  private final PrintWriter out;

  /**
   * @param json an object a line, with the probabilities of all classes
   */
  Classifications(TextClassifier classifier, boolean json, PrintWriter out) {
    this.classifier = classifier;
    this.json = json;
    this.out = out;
  }

  private record Line(
      String id,
      String label,
      Double confidence,
      Map<String, Double> probabilities,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> numbers) {}

  /** Classifies all. */
  void print(TextItems items) throws IOException {
    boolean pairs = classifier.pairs();
    for (List<TextItems.Item> block = items.next(BLOCK, pairs);
        !block.isEmpty();
        block = items.next(BLOCK, pairs)) {
      List<TextItems.Item> texts = block.stream().filter(item -> !item.isBlank()).toList();
      Iterator<Classification> classes = classify(texts).iterator();
      for (TextItems.Item item : block) {
        out.println(line(item, item.isBlank() ? null : classes.next()));
      }
      out.flush();
    }
  }

  private List<Classification> classify(List<TextItems.Item> items) {
    return classifier.pairs()
        ? classifier.classifyPairs(
            items.stream().map(item -> new TextPair(item.text(), item.second())).toList())
        : classifier.classify(items.stream().map(TextItems.Item::text).toList());
  }

  private String line(TextItems.Item item, Classification found) throws JsonProcessingException {
    if (json) {
      return JSON.writeValueAsString(
          found == null
              ? new Line(item.id(), null, null, Map.of(), Map.of())
              : new Line(
                  item.id(),
                  found.label(),
                  found.confidence(),
                  found.probabilities(),
                  found.numbers()));
    }
    return found == null ? "" : columns(found);
  }

  private static String columns(Classification found) {
    if (!found.numbers().isEmpty()) {
      return found.label();
    }
    Map<String, Double> likely = found.labels(0);
    Map<String, Double> labels =
        likely.isEmpty() ? Map.of(found.label(), found.confidence()) : likely;
    return labels.entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s\t%.4f",
                    TranslateCommand.oneLine(each.getKey()),
                    each.getValue()))
        .collect(Collectors.joining("\t"));
  }
}
