package org.neuralannotators.opennlp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.doccat.DocumentCategorizer;
import org.neuralannotators.classify.TextClassifier;

/**
 * Finds the category of a document with a trained network. The network splits texts itself: tokens
 * are read with a blank between, and a whole text may be given as one token, which keeps its
 * blanks. A text that is too long for the network is read in windows, whose probabilities are
 * averaged. Where a model may give a text many categories, each has a probability of its own, and
 * they don't sum to 1; where it gives numbers, these stand in the probabilities' place.
 *
 * <p>Thread-safe: any number of threads may share an instance, and their documents may share a
 * batch. {@link #close()} gives the model back, which is freed with its last user; it must not race
 * with other calls.
 */
@ThreadSafe
public final class NeuralDocumentCategorizer implements DocumentCategorizer, AutoCloseable {
  private final TextClassifier classifier;
  private final List<String> categories;

  NeuralDocumentCategorizer(TextClassifier classifier) {
    this.classifier = classifier;
    this.categories = classifier.manifest().labels();
  }

  /** Options of a categorizer. */
  public static NeuralDocumentCategorizerBuilder builder() {
    return new NeuralDocumentCategorizerBuilder();
  }

  /**
   * The probability of each category, in the order of {@link #getCategory}. {@link #categorizeAll}
   * is faster for several documents.
   *
   * @param text its tokens; null is taken as empty
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the categorizer is closed
   */
  @Override
  public double[] categorize(String[] text) {
    return categorizeAll(new String[][] {text})[0];
  }

  /**
   * The same; the network takes no further information.
   *
   * @param extraInformation isn't looked at and may be null
   */
  @Override
  public double[] categorize(String[] text, Map<String, Object> extraInformation) {
    return categorize(text);
  }

  /**
   * The probabilities for each document; they are the same as {@link #categorize(String[])} gives
   * for each.
   *
   * @param texts the tokens of each; null is taken as empty, also for a single document
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the categorizer is closed
   */
  public double[][] categorizeAll(String[][] texts) {
    List<String> joined =
        Sentences.of(texts).stream().map(tokens -> String.join(" ", tokens)).toList();
    return classifier.classify(joined).stream()
        .map(found -> categories.stream().mapToDouble(found.scores()::get).toArray())
        .toArray(double[][]::new);
  }

  /**
   * The category of the greatest probability; of equal ones the first.
   *
   * @param outcome a probability of each category
   * @throws IllegalArgumentException when there are more or fewer
   */
  @Override
  public String getBestCategory(double[] outcome) {
    requireOfAll(outcome);
    int best = 0;
    for (int i = 1; i < outcome.length; i++) {
      best = outcome[i] > outcome[best] ? i : best;
    }
    return categories.get(best);
  }

  /** The index of a category; -1 if the model doesn't know it, as with OpenNLP's own. */
  @Override
  public int getIndex(String category) {
    return categories.indexOf(category);
  }

  /**
   * The category of an index.
   *
   * @throws IndexOutOfBoundsException when there is none
   */
  @Override
  public String getCategory(int index) {
    return categories.get(index);
  }

  @Override
  public int getNumberOfCategories() {
    return categories.size();
  }

  /**
   * All categories with their probabilities, in OpenNLP's form: {@code good[0.9000] bad[0.1000]},
   * two blanks between.
   *
   * @throws IllegalArgumentException when there are more or fewer probabilities than categories
   */
  @Override
  public String getAllResults(double[] results) {
    requireOfAll(results);
    return IntStream.range(0, results.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%s[%.4f]", categories.get(i), results[i]))
        .collect(Collectors.joining("  "));
  }

  private void requireOfAll(double[] outcome) {
    if (outcome.length != categories.size()) {
      throw new IllegalArgumentException(
          "[%d] probabilities; expected one for each of the categories %s, as [categorize] gives"
              .formatted(outcome.length, categories));
    }
  }

  /** The probability of each category, in the order of {@link #getCategory}. */
  @Override
  public Map<String, Double> scoreMap(String[] text) {
    double[] probabilities = categorize(text);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < probabilities.length; i++) {
      scores.put(categories.get(i), probabilities[i]);
    }
    return scores;
  }

  /** The categories by their probability, the least probable first, as with OpenNLP's own. */
  @Override
  public SortedMap<Double, Set<String>> sortedScoreMap(String[] text) {
    SortedMap<Double, Set<String>> sorted = new TreeMap<>();
    scoreMap(text)
        .forEach(
            (category, score) ->
                sorted.computeIfAbsent(score, unseen -> new TreeSet<>()).add(category));
    return sorted;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
