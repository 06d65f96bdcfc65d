package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.ModelManifest;

/**
 * A network that reads the tokens of sentences, those of many documents in one call.
 *
 * @param <R> what it says of a sentence
 * @param reader splits documents
 * @param manifest the description of the model
 * @param network says something of each sentence
 * @param value of a document, by its sentences and what the network says of each
 * @param model the network's, closed with this finder
 */
record SentenceFinder<R>(
    SentenceReader reader,
    ModelManifest manifest,
    Function<List<List<String>>, List<R>> network,
    BiFunction<List<Sentence>, List<R>, Object> value,
    Runnable model)
    implements Finder<List<Sentence>> {
  /** What in the manifest of a tagger says how much of the neighbouring sentences it reads. */
  private static final String CONTEXT = "context";

  @Override
  public List<Sentence> read(Row columns) throws Exception {
    return reader.read(columns);
  }

  @Override
  public int size(List<Sentence> document) {
    return document.stream().mapToInt(sentence -> sentence.tokens().size()).sum();
  }

  @Override
  public List<Object> find(List<List<Sentence>> documents) {
    if (readsNeighbours()) {
      return documents.stream().map(document -> value(document, tag(document))).toList();
    }
    List<R> found = tag(documents.stream().flatMap(List::stream).toList());
    List<Object> values = new ArrayList<>();
    int next = 0;
    for (List<Sentence> document : documents) {
      values.add(value(document, found.subList(next, next + document.size())));
      next += document.size();
    }
    return values;
  }

  /** Then the documents of a call would be read as one. */
  private boolean readsNeighbours() {
    return manifest.network().path(CONTEXT).asInt() > 0;
  }

  private List<R> tag(List<Sentence> sentences) {
    return network.apply(sentences.stream().map(Sentence::tokens).toList());
  }

  private Object value(List<Sentence> document, List<R> found) {
    return value.apply(document, found);
  }

  @Override
  public void close() {
    reader.close();
    model.run();
  }
}
