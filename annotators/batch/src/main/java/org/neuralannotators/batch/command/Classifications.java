package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/** Prints a line with the class of each text, an empty one of a blank text. */
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
      String id, String label, Double confidence, Map<String, Double> probabilities) {}

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
              ? new Line(item.id(), null, null, Map.of())
              : new Line(item.id(), found.label(), found.confidence(), found.probabilities()));
    }
    return found == null
        ? ""
        : String.format(
            Locale.ROOT, "%s\t%.4f", TranslateCommand.oneLine(found.label()), found.confidence());
  }
}
