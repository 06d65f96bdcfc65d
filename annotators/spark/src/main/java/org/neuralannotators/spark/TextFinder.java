package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.ModelManifest;

/**
 * A network that reads texts as they are.
 *
 * @param kind whether a document is a text or an array of texts, each with a value of its own
 * @param manifest the description of the model
 * @param network says something of each text
 * @param blank the value of a blank text, which the network doesn't read
 * @param model the network's, closed with this finder
 */
record TextFinder(
    InputKind kind,
    ModelManifest manifest,
    Function<List<String>, List<?>> network,
    Function<String, Object> blank,
    Runnable model)
    implements Finder<List<String>> {
  private static final int CHARACTERS_OF_A_TOKEN = 5;

  /** Of how many tokens a text is, more or less. */
  static int tokens(String text) {
    return 1 + text.length() / CHARACTERS_OF_A_TOKEN;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  @Override
  public List<String> read(Row columns) {
    if (kind == InputKind.TEXT) {
      return List.of(columns.getString(0));
    }
    return columns.getList(0);
  }

  @Override
  public int size(List<String> document) {
    return document.stream().mapToInt(text -> isBlank(text) ? 0 : tokens(text)).sum();
  }

  @Override
  public List<Object> find(List<List<String>> documents) {
    Iterator<?> found =
        network
            .apply(documents.stream().flatMap(List::stream).filter(text -> !isBlank(text)).toList())
            .iterator();
    List<Object> values = new ArrayList<>();
    for (List<String> document : documents) {
      Object[] each = new Object[document.size()];
      for (int i = 0; i < each.length; i++) {
        String text = document.get(i);
        each[i] = isBlank(text) ? blank.apply(text) : found.next();
      }
      values.add(kind == InputKind.TEXT ? each[0] : each);
    }
    return values;
  }

  @Override
  public void close() {
    model.run();
  }
}
