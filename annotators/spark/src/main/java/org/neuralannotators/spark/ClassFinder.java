package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.classify.TextPair;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.PromptPredictors;

/** Classes of texts or of pairs of texts, or what is written; one that is blank has none. */
final class ClassFinder {
  private ClassFinder() {}

  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    boolean pairs = settings.kinds().size() > 1;
    TextClassifier classifier = classifier(settings.model().location(), options, pairs);
    double minConfidence = options.labels().minConfidence();
    return pairs
        ? new PairClasses(classifier, minConfidence)
        : new TextFinder(
            settings.kinds().get(0),
            classifier.manifest(),
            texts -> values(classifier.classify(texts), minConfidence),
            text -> null,
            classifier::close);
  }

  private static TextClassifier classifier(String location, Options options, boolean pairs)
      throws IOException {
    PredictorOptions run = options.run().predictor();
    return options.prompt() == null
        ? TextClassifiers.load(location, run, pairs)
        : PromptPredictors.load(location, options.prompt(), run);
  }

  private static List<Object> values(List<Classification> classes, double minConfidence) {
    List<Object> values = new ArrayList<>();
    for (Classification found : classes) {
      boolean said = !found.label().isEmpty() && found.confidence() >= minConfidence;
      values.add(said ? row(found) : null);
    }
    return values;
  }

  private static Row row(Classification found) {
    Object[] probabilities =
        found.scores().entrySet().stream()
            .map(each -> RowFactory.create(each.getKey(), each.getValue()))
            .toArray();
    return RowFactory.create(found.label(), found.confidence(), probabilities);
  }

  private record PairClasses(TextClassifier classifier, double minConfidence)
      implements Finder<TextPair> {
    @Override
    public TextPair read(Row columns) {
      return new TextPair(columns.getString(0), columns.getString(1));
    }

    @Override
    public int size(TextPair pair) {
      return TextFinder.tokens(pair.first()) + TextFinder.tokens(pair.second());
    }

    @Override
    public List<Object> find(List<TextPair> pairs) {
      Iterator<Object> found =
          values(
                  classifier.classifyPairs(pairs.stream().filter(pair -> !isBlank(pair)).toList()),
                  minConfidence)
              .iterator();
      List<Object> values = new ArrayList<>();
      for (TextPair pair : pairs) {
        values.add(isBlank(pair) ? null : found.next());
      }
      return values;
    }

    private static boolean isBlank(TextPair pair) {
      return pair.first().isBlank() && pair.second().isBlank();
    }

    @Override
    public ModelManifest manifest() {
      return classifier.manifest();
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
