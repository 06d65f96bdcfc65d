package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;

/**
 * Vectors of sentences or documents by a network that reads their texts.
 *
 * @param reader splits documents
 * @param embedder closed with this finder
 * @param unit what gets a vector
 */
record SentenceVectorFinder(SentenceReader reader, SentenceEmbedder embedder, VectorUnit unit)
    implements Finder<List<Sentence>> {
  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    return new SentenceVectorFinder(
        settings.sentenceReader(),
        SentenceEmbedders.load(settings.model().location(), options.run().predictor(), null),
        options.vectors().unit());
  }

  /**
   * Checks that no tokens get vectors, and that these aren't made of layers.
   *
   * @throws BundleException when they do or are
   */
  static void requireTexts(String location, Options.Vectors vectors) throws BundleException {
    if (vectors.unit() == VectorUnit.TOKEN) {
      throw new BundleException(
          "The granularity is [%s], and [%s] embeds texts; expected [%s] or [%s]"
              .formatted(vectors.unit(), location, VectorUnit.SENTENCE, VectorUnit.DOCUMENT));
    }
    SentenceEmbedders.options(location, EmbedderOptions.DEFAULT.withLayers(vectors.layers()));
  }

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
    List<String> texts = documents.stream().flatMap(this::texts).toList();
    Iterator<float[]> vectors = Arrays.asList(embedder.embed(texts)).iterator();
    List<Object> values = new ArrayList<>();
    for (List<Sentence> document : documents) {
      values.add(value(document, vectors));
    }
    return values;
  }

  private Stream<String> texts(List<Sentence> document) {
    Stream<String> each =
        document.stream().map(sentence -> sentence.text(0, sentence.tokens().size()));
    return unit == VectorUnit.SENTENCE || document.isEmpty()
        ? each
        : Stream.of(each.collect(Collectors.joining(" ")));
  }

  /** Null for a document without sentences that gets one vector. */
  private Object value(List<Sentence> document, Iterator<float[]> vectors) {
    if (unit == VectorUnit.DOCUMENT) {
      return document.isEmpty() ? null : VectorFinder.vector(vectors.next());
    }
    return document.stream()
        .map(
            sentence ->
                Rows.of(sentence.place(0, sentence.tokens().size()), (Object) vectors.next()))
        .toArray();
  }

  @Override
  public ModelManifest manifest() {
    return embedder.manifest();
  }

  @Override
  public void close() {
    reader.close();
    embedder.close();
  }
}
