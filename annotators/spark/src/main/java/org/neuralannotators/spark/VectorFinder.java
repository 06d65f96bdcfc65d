package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.MeanVector;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.embed.sentence.SentenceModel;

/** Vectors of tokens, sentences or documents. */
final class VectorFinder {
  private VectorFinder() {}

  /**
   * Checks that an open bundle gives such vectors, without reading its weights.
   *
   * @throws BundleException when it doesn't
   */
  static void require(ModelBundle bundle, Options.Vectors vectors) throws BundleException {
    if (bundle.manifest().kind().equals(SentenceModel.KIND)) {
      SentenceVectorFinder.requireTexts(bundle.location(), vectors);
    } else {
      TokenEmbedders.require(bundle);
    }
  }

  static Finder<?> open(FinderSettings settings) throws IOException {
    if (SentenceEmbedders.isOne(settings.model().location())) {
      return SentenceVectorFinder.open(settings);
    }
    SentenceReader reader = settings.sentenceReader();
    Options options = settings.options();
    TokenEmbedder embedder =
        TokenEmbedders.load(
            settings.model().location(),
            EmbedderOptions.DEFAULT
                .withRun(options.run().over(EmbedderOptions.DEFAULT.run()))
                .withLayers(options.vectors().layers()));
    VectorUnit unit = options.vectors().unit();
    return new SentenceFinder<float[][]>(
        reader,
        embedder.manifest(),
        embedder::embed,
        (sentences, vectors) -> value(unit, sentences, vectors),
        embedder::close);
  }

  private static Object value(VectorUnit unit, List<Sentence> sentences, List<float[][]> vectors) {
    if (unit == VectorUnit.DOCUMENT) {
      return mean(sentences, vectors);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = sentences.get(i);
      float[][] tokens = vectors.get(i);
      if (unit == VectorUnit.SENTENCE) {
        rows.add(
            Rows.of(
                sentence.place(0, tokens.length),
                (Object) MeanVector.of(sentence.tokens(), tokens)));
      } else {
        for (int t = 0; t < tokens.length; t++) {
          rows.add(Rows.of(sentence.place(t, t + 1), (Object) tokens[t]));
        }
      }
    }
    return rows.toArray();
  }

  /** Null for a document without tokens. */
  private static Object mean(List<Sentence> sentences, List<float[][]> vectors) {
    float[][] all = vectors.stream().flatMap(Stream::of).toArray(float[][]::new);
    if (all.length == 0) {
      return null;
    }
    List<String> tokens = sentences.stream().flatMap(each -> each.tokens().stream()).toList();
    return vector(MeanVector.of(tokens, all));
  }

  /** A vector of Spark ML. */
  static Vector vector(float[] numbers) {
    double[] values = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = numbers[i];
    }
    return Vectors.dense(values);
  }
}
