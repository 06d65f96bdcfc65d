package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.importing.huggingface.ReferenceOutput;
import org.neuralannotators.importing.huggingface.ReferenceSentences;
import org.neuralannotators.label.SpanDecoder;

/** An imported model over data sets of Spark says what transformers says. */
class HuggingFaceModelsTest {
  private static final ReferenceSentences SENTENCES = ReferenceSentences.read();

  @TempDir private Path folder;

  private String bundle(ReferenceModel model) throws IOException {
    String bundle = folder.resolve("my-names").toString();
    StringWriter err = new StringWriter();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "import",
            "huggingface",
            model.writeTo(folder.resolve(model.name())).toString(),
            "--out",
            bundle);
    assertThat(status).as(err.toString()).isZero();
    return bundle;
  }

  @Test
  void rowsHaveTheEntitiesOfATagger() throws Exception {
    ReferenceModel model = ReferenceModel.read("roberta-tokens");
    List<ReferenceOutput> outputs =
        model.outputs().stream()
            .filter(output -> output.tags() != null && !output.tags().contains(null))
            .filter(
                output ->
                    SENTENCES.words(output.words()).stream()
                        .noneMatch(word -> word.matches(".*[\\p{Z}\\p{C}].*")))
            .toList();
    assertThat(outputs).hasSizeGreaterThan(20);
    Dataset<Row> documents =
        LocalSpark.session()
            .createDataFrame(
                outputs.stream()
                    .map(
                        output ->
                            RowFactory.create(
                                (Object) SENTENCES.words(output.words()).toArray(String[]::new)))
                    .toList(),
                new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType)));

    List<Row> rows =
        new EntityAnnotator(bundle(model)).annotate(documents, "tokens").collectAsList();

    for (int i = 0; i < rows.size(); i++) {
      assertThat(Entity.of(rows.get(i)))
          .extracting(entity -> List.<Object>of(entity.begin(), entity.end(), entity.label()))
          .containsExactlyElementsOf(
              SpanDecoder.decode(
                      outputs.get(i).tags().stream().map(ReferenceOutput.Tag::label).toList())
                  .stream()
                  .map(span -> List.<Object>of(span.begin(), span.end(), span.label()))
                  .toList());
    }
  }

  @Test
  void sentencesHaveTheVectorsOfASentenceEncoder() throws Exception {
    String bundle = bundle(ReferenceModel.read("vectors-mean"));
    Dataset<Row> documents =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create((Object) new String[] {"Angela", "visited", "Hamburg", "."})),
                new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType)));
    NeuralEmbedder embedder =
        new NeuralEmbedder().setModelLocation(bundle).setInputCol("tokens").setOutputCol("vectors");

    Row row = embedder.setGranularity("sentence").transform(documents).collectAsList().get(0);

    Row sentence = row.<Row>getList(1).get(0);
    List<Float> vector = sentence.getList(sentence.fieldIndex("vector"));
    assertThat(vector).hasSize(16);
    // The first numbers that sentence-transformers gives it.
    assertThat(vector.subList(0, 4))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 2e-5 ? 0 : 1)
        .containsExactly(-0.15196f, -0.26919f, -0.01086f, 0.36457f);
    assertThatThrownBy(() -> embedder.setGranularity("token").transform(documents))
        .hasMessageContaining("[TOKEN]")
        .hasMessageContaining("embeds texts; expected [SENTENCE] or [DOCUMENT]");
    assertThatThrownBy(
            () -> embedder.setGranularity("sentence").setLayers("mean").transform(documents))
        .hasMessageContaining("layers [MEAN]; expected [TOP], as [")
        .hasMessageContaining("embeds texts");
  }
}
