package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.sentence.SentenceEmbedder;

class SentenceVectorFinderTest {
  private final List<String> read = new ArrayList<>();
  private boolean closed;

  /** A vector is the text's length. */
  private final SentenceEmbedder lengths =
      new SentenceEmbedder() {
        @Override
        public float[][] embed(List<String> texts) {
          read.addAll(texts);
          return texts.stream().map(text -> new float[] {text.length()}).toArray(float[][]::new);
        }

        @Override
        public int dimension() {
          return 1;
        }

        @Override
        public ModelManifest manifest() {
          return ModelManifest.builder("sentence-encoder", "lengths").build();
        }

        @Override
        public void close() {
          closed = true;
        }
      };

  private List<Object> found(VectorUnit unit, String... texts) throws Exception {
    SentenceVectorFinder finder =
        new SentenceVectorFinder(SentenceReader.of(InputKind.TEXT, "en"), lengths, unit);
    List<List<Sentence>> documents = new ArrayList<>();
    for (String text : texts) {
      documents.add(finder.read(RowFactory.create(text)));
    }
    List<Object> found = finder.find(documents);
    finder.close();
    assertThat(closed).isTrue();
    return found;
  }

  @Test
  void sentencesAreReadAsTheirTexts() throws Exception {
    List<Object> found = found(VectorUnit.SENTENCE, "Ada left, twice. She smiled.", "", "Yes.");
    assertThat(read).containsExactly("Ada left, twice.", "She smiled.", "Yes.");
    Row second = (Row) ((Object[]) found.get(0))[1];
    assertThat((float[]) second.get(second.length() - 1)).containsExactly(11);
    assertThat((Object[]) found.get(1)).isEmpty();
    assertThat((Object[]) found.get(2)).hasSize(1);
  }

  @Test
  void aDocumentIsReadAsOneText() throws Exception {
    List<Object> found = found(VectorUnit.DOCUMENT, "Ada left, twice. She smiled.", "", "Yes.");
    assertThat(read).containsExactly("Ada left, twice. She smiled.", "Yes.");
    assertThat(found).containsExactly(Vectors.dense(28), null, Vectors.dense(4));
  }
}
