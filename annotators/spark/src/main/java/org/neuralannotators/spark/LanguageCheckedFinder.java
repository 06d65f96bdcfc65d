package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.ModelManifest;

/**
 * Checks the languages of documents, which the last input column says; null passes.
 *
 * @param <D> a document as the model reads it
 */
record LanguageCheckedFinder<D>(Finder<D> finder, LanguageCheck languages) implements Finder<D> {
  @Override
  public D read(Row columns) throws Exception {
    languages.check(columns.getString(columns.size() - 1));
    return finder.read(columns);
  }

  @Override
  public int size(D document) {
    return finder.size(document);
  }

  @Override
  public List<Object> find(List<D> documents) throws Exception {
    return finder.find(documents);
  }

  @Override
  public ModelManifest manifest() {
    return finder.manifest();
  }

  @Override
  public void close() {
    finder.close();
  }
}
