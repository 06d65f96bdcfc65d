package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.embed.MeanVector;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.tagger.EntityFinder;
import org.neuralannotators.tagger.EntityFinders;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.TinyGliner;

/** The stages of Spark ML with the models that ship. */
class TransformersTest {
  private static final String TEXT = "Barack Obama flew to Berlin. Ada Lovelace smiled.";

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  @Test
  void worksAsTheDocumentationSays() throws Exception {
    String path = folder.resolve("pipeline").toString();
    Dataset<Row> documents = texts(TEXT, null, "");

    // Example
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new NeuralEntityRecognizer().setInputCol("text").setMinConfidence(0.5),
                  new NeuralPosTagger().setInputCol("text"),
                  new NeuralEmbedder().setGranularity("DOCUMENT").setOutputCol("features")
                });
    PipelineModel model = pipeline.fit(documents);
    model.write().overwrite().save(path);
    Dataset<Row> annotated = PipelineModel.load(path).transform(documents);
    // Example

    assertThat(annotated.schema()).isEqualTo(pipeline.transformSchema(documents.schema()));
    assertThat(annotated.columns())
        .containsExactly(
            "text", "entities", "entities_error", "pos", "pos_error", "features", "features_error");
    List<Row> rows = annotated.collectAsList();
    assertThat(rows.get(0).<Row>getList(1))
        .extracting(entity -> entity.getString(2))
        .containsExactly("Barack Obama", "Berlin", "Ada Lovelace");
    assertThat(rows.get(0).<Row>getList(3))
        .extracting(token -> token.get(2) + "/" + token.get(3))
        .startsWith("Barack/PROPN", "Obama/PROPN", "flew/VERB", "to/ADP")
        .hasSize(10);
    assertThat(rows.get(0).<Vector>getAs("features").size()).isEqualTo(256);
    assertThat(Stream.of(1, 3, 5)).allMatch(rows.get(1)::isNullAt);
    assertThat(rows.get(2).getList(1)).isEmpty();
    assertThat(rows.get(2).isNullAt(5)).isTrue();
    assertThat(rows).allMatch(row -> row.isNullAt(2) && row.isNullAt(4) && row.isNullAt(6));
  }

  static List<NeuralTransformer<?>> stages() {
    return List.of(
        new NeuralEntityRecognizer()
            .setLanguage("en-GB")
            .setMinConfidence(0.25)
            .setExclude("Berlin|Graz")
            .setTagMap("PER=PERSON")
            .setLabels("person, place")
            .setThreshold(0.25)
            .setNested(true),
        new NeuralChunker().setModelLocation("en-ner").setErrorCol("why"),
        new NeuralPosTagger().setTagMap("NOUN=N").setLanguageCol("lang"),
        new NeuralEmbedder().setGranularity("sentence").setLayers("mean").setBatchTokens(100),
        new NeuralTextClassifier().setPairCol("other").setMinConfidence(0.5).setNumThreads(1),
        new NeuralTranslator()
            .setLanguage("en")
            .setBeamSize(2)
            .setWarnings(true)
            .setPrecision("bf16"),
        new NeuralQuestionAnswerer().setQuestionCol("q").setLanguageMismatch("ERROR"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void parametersSurviveASaveAndACopy(NeuralTransformer<?> stage) throws Exception {
    String path = folder.resolve("stage").toString();
    stage.setInputCol("doc.text").setOutputCol("found");

    stage.write().save(path);
    NeuralTransformer<?> loaded =
        (NeuralTransformer<?>) stage.getClass().getMethod("load", String.class).invoke(null, path);
    NeuralTransformer<?> copied = stage.copy(new ParamMap().put(stage.outputCol(), "other"));

    assertThat(loaded).isNotSameAs(stage).hasSameClassAs(stage);
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(loaded.explainParams()).isEqualTo(stage.explainParams());
    assertThat(stage.explainParams()).contains("inputCol: the documents", "current: doc.text");
    assertThat(loaded.options()).isEqualTo(stage.options());
    assertThat(copied.getOutputCol()).isEqualTo("other");
    assertThat(copied.options()).isEqualTo(stage.options());
    assertThat(stage.getOutputCol()).isEqualTo("found");
  }

  @Test
  void entitiesAreThoseThatLabelsDescribe() throws Exception {
    String model = TinyGliner.write(folder);
    List<String> tokens = List.of("Ann", "lives", "in", "Graz", ".");
    Dataset<Row> documents =
        spark.createDataFrame(
            List.of(RowFactory.create(tokens)),
            new StructType().add("text", DataTypes.createArrayType(DataTypes.StringType)));
    NeuralEntityRecognizer recognizer =
        new NeuralEntityRecognizer().setModelLocation(model).setLabels("Ann, Graz");
    for (boolean nested : new boolean[] {false, true}) {
      List<TaggedSpan> expected;
      try (EntityFinder finder = EntityFinders.load(model)) {
        EntityQuery query =
            EntityQuery.of(List.of("Ann", "Graz")).withThreshold(0.45).withNested(nested);
        expected = finder.find(List.of(tokens), query).get(0).spans();
      }
      Row row = recognizer.setThreshold(0.45).setNested(nested).transform(documents).first();
      assertThat(row.<Row>getList(1))
          .extracting(entity -> entity.get(0) + " " + entity.get(1) + " " + entity.get(3))
          .isNotEmpty()
          .isEqualTo(
              expected.stream()
                  .map(span -> span.begin() + " " + span.end() + " " + span.label())
                  .toList());
    }
    assertThatThrownBy(
            () -> new NeuralEntityRecognizer().setModelLocation(model).transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected [labels]");
    assertThatThrownBy(() -> new NeuralEntityRecognizer().setLabels("person").transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Leave out [labels]");
  }

  @Test
  void entitiesAreFilteredAndRenamed() {
    NeuralEntityRecognizer recognizer =
        new NeuralEntityRecognizer().setExclude("B.*n").setTagMap("PER=PERSON, ORG=O");

    Row row = recognizer.transform(texts(TEXT)).first();

    assertThat(row.<Row>getList(1))
        .extracting(entity -> entity.get(2) + "/" + entity.get(3))
        .containsExactly("Barack Obama/PERSON", "Ada Lovelace/PERSON");
  }

  @Test
  void entitiesAreThoseOfTheAnnotator() throws Exception {
    Dataset<Row> documents = texts(TEXT);

    assertThat(
            new NeuralEntityRecognizer()
                .setLanguage("en-US")
                .setErrorCol("error")
                .transform(documents)
                .first())
        .isEqualTo(new EntityAnnotator("en-ner").annotate(documents, "text").first());
  }

  @Test
  void aTaggerOfSpansFindsChunks() {
    Row row = new NeuralChunker().setModelLocation("en-ner").transform(texts(TEXT)).first();

    assertThat(row.schema().fieldNames()).containsExactly("text", "chunks", "chunks_error");
    assertThat(row.<Row>getList(1)).hasSize(3);
  }

  @Test
  void vectorsAreThoseOfTheEmbedder() throws Exception {
    List<List<String>> sentences = List.of(List.of("Ada", "smiled"), List.of("Yes"));
    Dataset<Row> documents = tokens(sentences);
    List<float[][]> expected;
    try (TokenEmbedder embedder = TokenEmbedders.load("en-elmo-small")) {
      expected = embedder.embed(sentences);
    }
    NeuralEmbedder embedder = new NeuralEmbedder().setInputCol("tokens");

    Row tokens = embedder.transform(documents).first();
    Row means = embedder.setGranularity("SENTENCE").transform(documents).first();
    Row whole = embedder.setGranularity("DOCUMENT").transform(documents).first();

    assertThat(tokens.<Row>getList(1)).hasSize(3);
    assertVector(tokens.<Row>getList(1).get(1), expected.get(0)[1]);
    assertThat(tokens.<Row>getList(1).get(2).toString()).startsWith("[1,0,1,Yes,");
    assertThat(means.<Row>getList(1)).hasSize(2);
    assertVector(means.<Row>getList(1).get(0), MeanVector.of(expected.get(0)));
    float[] mean =
        MeanVector.of(new float[][] {expected.get(0)[0], expected.get(0)[1], expected.get(1)[0]});
    assertThat(whole.<Vector>getAs(1).apply(7)).isCloseTo(mean[7], within(1e-5));
  }

  @Test
  void blankTokensCountInNoMean() {
    NeuralEmbedder embedder = new NeuralEmbedder().setInputCol("tokens");
    List<List<String>> read = List.of(List.of("Ada", "smiled"), List.of("Yes"));
    List<List<String>> blanks = List.of(List.of("\n", "Ada", "smiled", " "), List.of("Yes", "\n"));

    for (String unit : List.of("SENTENCE", "DOCUMENT")) {
      embedder.setGranularity(unit);
      List<Row> found =
          embedder.transform(tokens(read).union(tokens(blanks)).coalesce(1)).collectAsList();

      assertThat(vectors(found.get(1))).isEqualTo(vectors(found.get(0)));
    }
  }

  private static List<Object> vectors(Row document) {
    return document.get(1) instanceof Vector whole
        ? List.of(whole)
        : document.<Row>getList(1).stream().map(row -> row.getAs("vector")).toList();
  }

  @Test
  void blankTokensKeepTheirTag() {
    Row row =
        new NeuralPosTagger()
            .setInputCol("tokens")
            .setTagMap("VERB=V,*=X")
            .transform(tokens(List.of(List.of("Ada", "\n", "smiled"))))
            .first();

    assertThat(row.<Row>getList(1))
        .extracting(token -> token.get(4))
        .containsExactly("X", "_", "V");
  }

  private static void assertVector(Row found, float[] expected) {
    List<Float> vector = found.getList(found.fieldIndex("vector"));
    assertThat(vector).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(vector.get(i)).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void vectorsOfDocumentsAreWhatAClassifierOfSparkLearnsFrom() {
    Dataset<Row> documents =
        spark.createDataFrame(
            List.of(
                RowFactory.create("The dog barks.", "animal"),
                RowFactory.create("A cat sleeps.", "animal"),
                RowFactory.create("The train is late.", "traffic"),
                RowFactory.create("A bus stops.", "traffic")),
            new StructType().add("text", DataTypes.StringType).add("kind", DataTypes.StringType));
    NeuralEmbedder embedder = new NeuralEmbedder().setGranularity("DOCUMENT");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("kind").setOutputCol("label"),
                  embedder.setOutputCol("features"),
                  new NeuralPosTagger(),
                  new LogisticRegression().setMaxIter(20)
                });

    Dataset<Row> predicted = pipeline.fit(documents).transform(documents);

    assertThat(predicted.filter("label = prediction").count()).isEqualTo(4);
    assertThat(predicted.schema().apply("label").metadata().contains("ml_attr")).isTrue();
  }

  @Test
  void textsAreTranslatedSentenceBySentence() {
    NeuralTranslator translator = new NeuralTranslator().setModelLocation("en-de-small");

    List<Row> rows =
        translator
            .transform(texts("I am tired. He is here.\n\nThe dog is big.", "", null))
            .collectAsList();

    assertThat(rows.get(0).getString(1))
        .isEqualTo("Ich bin m\u00fcde. Er ist hier.\n\nDer Hund ist gro\u00df.");
    assertThat(rows.get(1).getString(1)).isEmpty();
    assertThat(rows.get(2).isNullAt(1)).isTrue();
    StructType schema =
        new StructType().add("texts", DataTypes.createArrayType(DataTypes.StringType));
    Dataset<Row> several =
        spark.createDataFrame(
            List.of(RowFactory.create(List.of("I am tired.", " ", "The dog is big."))), schema);
    assertThat(translator.setInputCol("texts").transform(several).first().getList(1))
        .isEqualTo(List.of("Ich bin m\u00fcde.", " ", "Der Hund ist gro\u00df."));
  }

  @Test
  void translationsTellWhatIsWrongWithThem() {
    String rare = "\u6587\u5b57\u5316\u3051";
    NeuralTranslator translator =
        new NeuralTranslator().setModelLocation("en-de-small").setWarnings(true);
    Dataset<Row> documents = texts("I am tired. He is here.", "I am tired. " + rare, " ", null);

    Dataset<Row> translated = translator.transform(documents);

    assertThat(translated.schema()).isEqualTo(translator.transformSchema(documents.schema()));
    List<Row> rows = translated.select("translation.text", "translation.warnings").collectAsList();
    assertThat(rows.get(0).getString(0)).isEqualTo("Ich bin m\u00fcde. Er ist hier.");
    assertThat(rows.get(0).getList(1)).isEmpty();
    assertThat(rows.get(1).getList(1)).contains("UNKNOWN");
    assertThat(rows.get(2).getString(0)).isEqualTo(" ");
    assertThat(rows.get(2).getList(1)).isEmpty();
    assertThat(rows.get(3).isNullAt(0)).isTrue();
  }

  @Test
  void aStreamIsAnnotated() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Files.writeString(input.resolve("a.txt"), TEXT + "\n\nHe left.\n");
    Dataset<Row> lines = spark.readStream().text(input.toString());
    PipelineModel model =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new NeuralEntityRecognizer().setInputCol("value"),
                  new NeuralPosTagger().setInputCol("value")
                })
            .fit(lines);

    StreamingQuery query =
        model
            .transform(lines)
            .writeStream()
            .format("memory")
            .queryName("annotated")
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .start();
    query.processAllAvailable();
    query.stop();

    List<Row> rows = spark.table("annotated").collectAsList();
    assertThat(rows)
        .extracting(row -> row.getList(1).size() + "/" + row.getList(3).size())
        .containsExactlyInAnyOrder("3/10", "0/0", "0/3");
  }

  @Test
  void theLanguageOfADocumentIsChecked() {
    Dataset<Row> documents =
        spark
            .createDataFrame(
                List.of(
                    RowFactory.create(TEXT, "en_GB"),
                    RowFactory.create(TEXT, "de"),
                    RowFactory.create(TEXT, null)),
                new StructType()
                    .add("text", DataTypes.StringType)
                    .add("lang", DataTypes.StringType))
            .coalesce(1);
    NeuralEntityRecognizer recognizer = new NeuralEntityRecognizer().setLanguageCol("lang");

    List<Row> warned = recognizer.transform(documents).collectAsList();
    List<Row> refused =
        recognizer.setLanguageMismatch("error").transform(documents).collectAsList();

    assertThat(warned).allSatisfy(row -> assertThat(row.getList(2)).hasSize(3));
    assertThat(refused.get(0).getList(2)).hasSize(3);
    assertThat(refused.get(1).isNullAt(2)).isTrue();
    assertThat(refused.get(1).getString(3))
        .startsWith("A document is in the language [de], and the model [en-ner] is for [en]");
    assertThat(refused.get(2).getList(2)).hasSize(3);
    assertThatThrownBy(() -> recognizer.setLanguageCol("Language").transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no column [Language]");
  }

  @Test
  void badParametersAreRefusedBeforeTheJob() {
    Dataset<Row> documents = texts(TEXT);

    assertRefused(new NeuralEntityRecognizer().setMinConfidence(2), "minConfidence [2.0]");
    assertRefused(new NeuralEntityRecognizer().setExclude("("), "exclude [(]; expected a regular");
    assertRefused(new NeuralEntityRecognizer().setTagMap("PER"), "Entry [PER] of label map [PER]");
    assertRefused(new NeuralPosTagger().setNumThreads(-1), "numThreads [-1]");
    assertRefused(new NeuralPosTagger().setBatchTokens(-1), "batchTokens [-1]");
    assertRefused(
        new NeuralPosTagger().setPrecision("fp64"),
        "precision [fp64]; expected one of [FP32, BF16]");
    assertRefused(new NeuralEmbedder().setGranularity("word"), "granularity [word]; expected one");
    assertRefused(new NeuralTranslator().setBeamSize(-1), "beamSize [-1]");
    assertRefused(new NeuralTranslator(), "modelLocation isn't set");
    assertRefused(new NeuralTranslator().setModelLocation("en-ner"), "expected [translator]");
    assertRefused(
        new NeuralTranslator().setModelLocation("en-de-small").setTargetLanguage("fr"),
        "targetLanguage [fr] for a model whose is [de]");
    assertRefused(new NeuralPosTagger().setModelLocation("en-ner"), "[en-ner] has the tag scheme");
    assertRefused(new NeuralPosTagger().setModelLocation("no-such"), "no model bundle [no-such]");
    assertRefused(new NeuralPosTagger().setInputCol("body"), "There is no column [body]");
    assertThatThrownBy(
            () -> new NeuralPosTagger().setOutputCol("TEXT").transformSchema(documents.schema()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is a column [TEXT] already");
  }

  private void assertRefused(NeuralTransformer<?> stage, String message) {
    Dataset<Row> documents = texts(TEXT);
    assertThatThrownBy(() -> stage.transform(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private Dataset<Row> texts(String... texts) {
    return spark.createDataset(Arrays.asList(texts), Encoders.STRING()).toDF("text");
  }

  private Dataset<Row> tokens(List<List<String>> sentences) {
    StructType schema =
        new StructType()
            .add(
                "tokens",
                DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.StringType)));
    return spark.createDataFrame(List.of(RowFactory.create(sentences)), schema);
  }
}
