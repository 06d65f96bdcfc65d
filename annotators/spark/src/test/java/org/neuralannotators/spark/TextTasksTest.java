package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyTexts;
import picocli.CommandLine;

/** Classifiers and question answerers, trained on tiny tasks. */
class TextTasksTest {
  @TempDir private static Path folder;
  private static String texts;
  private static String pairs;
  private static String answers;

  private final SparkSession spark = LocalSpark.session();

  @BeforeAll
  static void train() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.texts(folder.resolve("texts.tsv"), 120, 1);
    texts =
        train(
            "classifier",
            "sets: [{name: t, train: texts.tsv, labels: {'0': none, '1': name}}]",
            6,
            "texts");
    TinyTexts.pairs(folder.resolve("pairs.tsv"), 120, 1);
    pairs =
        train(
            "classifier",
            "columns: {text: 0, second: 1, label: 2, header: true},"
                + " sets: [{name: t, train: pairs.tsv}]",
            12,
            "pairs");
    TinyTexts.questions(folder.resolve("questions.json"), 160, false, 1);
    answers = train("qa", "sets: [{name: t, train: questions.json}]", 16, "answers");
  }

  private static String train(String task, String data, int epochs, String name)
      throws IOException {
    StringWriter errors = new StringWriter();
    String bundle = folder.resolve(name).toString();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            "train",
            task,
            "--config",
            TinyTexts.config(folder, data, epochs, "").toString(),
            "--out",
            bundle);
    assertThat(status).as(errors.toString()).isZero();
    return bundle;
  }

  @Test
  void textsGetClasses() {
    Dataset<Row> documents = table("text", "Ann lives in Hull .", "she lives in Jena", " ", null);

    List<Row> rows = classifier(texts).transform(documents).collectAsList();

    assertThat(rows.get(0).schema().simpleString())
        .isEqualTo(
            "struct<text:string,class:struct<label:string,confidence:double,"
                + "probabilities:array<struct<label:string,confidence:double>>>,class_error:string>");
    Row found = rows.get(0).getStruct(1);
    assertThat(found.getString(0)).isEqualTo("name");
    assertThat(found.<Row>getList(2))
        .extracting(each -> each.getString(0))
        .containsExactly("name", "none");
    assertThat(found.<Row>getList(2).stream().mapToDouble(each -> each.getDouble(1)).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(rows.get(1).getStruct(1).getString(0)).isEqualTo("none");
    assertThat(rows.subList(2, 4)).allMatch(row -> row.isNullAt(1) && row.isNullAt(2));
    assertThat(classifier(texts).setMinConfidence(1).transform(documents).collectAsList())
        .allMatch(row -> row.isNullAt(1) && row.isNullAt(2));
  }

  @Test
  void anArrayOfTextsGetsAnArrayOfClasses() {
    Dataset<Row> documents =
        table("text", "Ann lives in Hull .").selectExpr("array(text, 'she lives', '') as text");

    List<Row> found = classifier(texts).transform(documents).first().getList(1);

    assertThat(found.get(0).getString(0)).isEqualTo("name");
    assertThat(found.get(1).getString(0)).isEqualTo("none");
    assertThat(found.get(2)).isNull();
  }

  @Test
  void pairsGetClasses() {
    Dataset<Row> documents =
        rows(
            List.of("first", "second"),
            RowFactory.create("Graz", "Ann"),
            RowFactory.create("Ann", "Hull"),
            RowFactory.create("Ann", null),
            RowFactory.create(" ", ""));

    List<Row> rows =
        classifier(pairs)
            .setInputCol("first")
            .setPairCol("second")
            .transform(documents)
            .collectAsList();

    assertThat(rows.get(0).getStruct(2).getString(0)).isEqualTo("yes");
    assertThat(rows.get(1).getStruct(2).getString(0)).isEqualTo("no");
    assertThat(rows.subList(2, 4)).allMatch(row -> row.isNullAt(2) && row.isNullAt(3));
  }

  @Test
  void aModelForPairsIsRefusedForTextsBeforeTheJob() {
    Dataset<Row> documents = table("text", "Ann");

    assertThatThrownBy(() -> classifier(pairs).transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classifies [pairs");
    assertThatThrownBy(() -> classifier(texts).setPairCol("text").transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classifies [texts");
  }

  @Test
  void questionsGetAnswers() {
    Dataset<Row> documents =
        rows(
            List.of("question", "context"),
            RowFactory.create("in", "Ann lives in Hull ."),
            RowFactory.create("in", "Ann lives Hull ."),
            RowFactory.create(null, "Ann lives in Hull ."));

    List<Row> rows =
        new NeuralQuestionAnswerer().setModelLocation(answers).transform(documents).collectAsList();

    Row answer = rows.get(0).getStruct(2);
    assertThat(answer.schema().simpleString())
        .isEqualTo("struct<begin:int,end:int,text:string,confidence:double>");
    assertThat(answer.getInt(0)).isEqualTo(13);
    assertThat(answer.getInt(1)).isEqualTo(17);
    assertThat(answer.getString(2)).isEqualTo("Hull");
    assertThat(rows.subList(1, 3)).allMatch(row -> row.isNullAt(2) && row.isNullAt(3));
  }

  @Test
  void theJobClassifiesAndAnswers() throws Exception {
    Path input = folder.resolve("table");
    rows(
            List.of("question", "body", "other"),
            RowFactory.create("in", "Ann lives in Hull .", "Ann"),
            RowFactory.create("in", "she lives", "Graz"))
        .write()
        .parquet(input.toString());

    assertThat(job(input, "classes", texts, "class", "--output-column", "class"))
        .containsEntry("documents", 2L)
        .containsEntry("classes", 2L);
    assertThat(job(input, "classes", pairs, "pairs", "--pair-column", "other"))
        .containsEntry("classes", 2L);
    assertThat(job(input, "answers", answers, "answer", "--question-column", "question"))
        .containsEntry("answers", 1L);
    assertThat(spark.read().parquet(folder.resolve("out-answer").toString()).columns())
        .containsExactly("question", "body", "other", "answer", "error");
    assertThatThrownBy(() -> job(input, "answers", answers, "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--question-column");
  }

  private Map<String, Object> job(
      Path input, String task, String bundle, String output, String... more) throws Exception {
    AnnotateJob job = new AnnotateJob();
    CommandLine command = new CommandLine(job);
    command.parseArgs(
        Stream.concat(
                Stream.of(
                    "--input",
                    input.toString(),
                    "--input-format",
                    "parquet",
                    "--text-column",
                    "body",
                    "--task",
                    task,
                    "--bundle",
                    bundle,
                    "--output",
                    folder.resolve("out-" + output).toString()),
                Stream.of(more))
            .toArray(String[]::new));
    return job.run(spark);
  }

  private static NeuralTextClassifier classifier(String bundle) {
    return new NeuralTextClassifier().setModelLocation(bundle);
  }

  private Dataset<Row> table(String column, String... texts) {
    Row[] rows = Stream.of(texts).map(RowFactory::create).toArray(Row[]::new);
    return rows(List.of(column), rows);
  }

  private Dataset<Row> rows(List<String> columns, Row... rows) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return spark.createDataFrame(List.of(rows), schema).coalesce(1);
  }
}
