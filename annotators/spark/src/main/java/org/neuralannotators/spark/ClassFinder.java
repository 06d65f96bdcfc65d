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

/** Classes of texts or of pairs of texts; one that is blank has none. */
final class ClassFinder {
  private ClassFinder() {}

  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    boolean pairs = settings.kinds().size() > 1;
    TextClassifier classifier =
        TextClassifiers.load(settings.model().location(), options.run().predictor(), pairs);
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

  private static List<Object> values(List<Classification> classes, double minConfidence) {
    List<Object> values = new ArrayList<>();
    for (Classification found : classes) {
      values.add(found.confidence() < minConfidence ? null : row(found));
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
