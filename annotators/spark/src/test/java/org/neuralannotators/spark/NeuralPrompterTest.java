package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptPredictors;
import org.neuralannotators.prompt.TinyPrompts;
import picocli.CommandLine;

class NeuralPrompterTest {
  private static final List<String> TEXTS = List.of("ab c", "d dab", "cc");

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.session();
  private String model;

  @BeforeEach
  void write() throws IOException {
    model = TinyPrompts.writeModel(folder);
  }

  private String prompt(String yaml) throws IOException {
    return Files.writeString(folder.resolve("prompt.yaml"), yaml).toString();
  }

  private List<Classification> expected(String prompt) throws IOException {
    try (TextClassifier answers =
        PromptPredictors.load(model, Prompt.read(Path.of(prompt)), PredictorOptions.DEFAULT)) {
      return answers.classify(TEXTS);
    }
  }

  private Dataset<Row> texts(String... texts) {
    StructType schema = new StructType().add("text", DataTypes.StringType);
    List<Row> rows = Stream.of(texts).map(RowFactory::create).toList();
    return spark.createDataFrame(rows, schema).coalesce(1);
  }

  private List<Row> answers(String prompt) {
    return new NeuralPrompter()
        .setModelLocation(model)
        .setPromptFile(prompt)
        .setOutputCol("answer")
        .transform(texts(TEXTS.get(0), TEXTS.get(1), TEXTS.get(2), " ", null))
        .collectAsList();
  }

  @Test
  void textsGetClasses() throws IOException {
    String prompt = prompt(TinyPrompts.CLASSES);
    List<Classification> expected = expected(prompt);
    List<Row> rows = answers(prompt);
    for (int i = 0; i < TEXTS.size(); i++) {
      Row found = rows.get(i).getStruct(1);
      assertThat(rows.get(i).isNullAt(2)).isTrue();
      assertThat(found.getString(0)).isEqualTo(expected.get(i).label());
      assertThat(found.getDouble(1)).isCloseTo(expected.get(i).confidence(), within(1e-5));
      assertThat(found.<Row>getList(2))
          .extracting(each -> each.getString(0))
          .containsExactly("x", "y");
    }
    assertThat(rows.subList(3, 5)).allMatch(row -> row.isNullAt(1) && row.isNullAt(2));
  }

  @Test
  void textsGetFields() throws IOException {
    String prompt = prompt(TinyPrompts.FIELD);
    List<Classification> expected = expected(prompt);
    List<Row> rows = answers(prompt);
    assertThat(rows.subList(0, 3))
        .extracting(row -> row.isNullAt(1) ? "" : row.getStruct(1).getString(0))
        .isEqualTo(expected.stream().map(Classification::label).toList());
    assertThat(rows.stream().map(row -> row.<Row>getAs("answer")).filter(Objects::nonNull))
        .isNotEmpty()
        .allMatch(found -> found.getDouble(1) == 1 && found.getList(2).isEmpty());
  }

  @Test
  void theJobAsksByAPrompt() throws Exception {
    Path input = folder.resolve("table");
    texts(TEXTS.toArray(String[]::new)).write().parquet(input.toString());
    AnnotateJob job = new AnnotateJob();
    new CommandLine(job)
        .parseArgs(
            "--input",
            input.toString(),
            "--input-format",
            "parquet",
            "--task",
            "classes",
            "--bundle",
            model,
            "--prompt",
            prompt(TinyPrompts.CLASSES),
            "--output",
            folder.resolve("out").toString());
    assertThat(job.run(spark)).containsEntry("documents", 3L).containsEntry("classes", 3L);
  }

  @Test
  void parametersSurviveASave() throws IOException {
    NeuralPrompter stage =
        new NeuralPrompter().setPromptFile(prompt(TinyPrompts.CLASSES)).setMinConfidence(0.5);
    String path = folder.resolve("stage").toString();
    stage.write().save(path);
    NeuralPrompter loaded = NeuralPrompter.load(path);
    assertThat(loaded.options()).isEqualTo(stage.options());
    assertThat(loaded.options().prompt().name()).isEqualTo("letters");
  }

  @Test
  void whatIsWrongIsSaidBeforeTheJob() throws IOException {
    assertRefused("promptFile isn't set", "");
    assertRefused("none.yaml] doesn't exist", "none.yaml");
    assertRefused("unknown key [nam]", prompt("nam: x\n"));
    String prompt = prompt(TinyPrompts.CLASSES);
    assertThatThrownBy(
            () ->
                new NeuralPrompter()
                    .setModelLocation("en-ner")
                    .setPromptFile(prompt)
                    .transform(texts("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[decoder]");
  }

  private void assertRefused(String message, String prompt) {
    assertThatThrownBy(() -> answers(prompt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
