package org.neuralannotators.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.fasterxml.jackson.module.scala.DefaultScalaModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** The bundle that ships, over data sets of Spark in this process. */
class EntityAnnotatorTest {
  private static final StructType TEXTS =
      new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  @Test
  void worksAsTheDocumentationSays() throws Exception {
    String input = folder.resolve("documents").toString();
    String output = folder.resolve("entities").toString();
    spark.createDataFrame(documents(8), TEXTS).write().parquet(input);

    // Example
    Dataset<Row> documents = spark.read().parquet(input);
    Dataset<Row> annotated = new EntityAnnotator("en-ner").annotate(documents, "text");
    annotated.select(col("id"), explode(col("entities")).as("e")).write().parquet(output);
    // Example

    assertThat(spark.read().parquet(output).select("e.text").collectAsList())
        .contains(RowFactory.create("Marieke de Wit"), RowFactory.create("Peter Lindqvist"));
  }

  @Test
  void findsWhatASingleMachineFindsInFilesOfText() throws Exception {
    Map<String, List<Entity>> expected =
        SingleMachine.annotate(LocalSpark.SAMPLES, folder.resolve("single"));
    // Spark passes over empty files.
    assertThat(expected.remove("empty.txt")).isEmpty();
    Dataset<Row> files =
        spark
            .read()
            .option("wholetext", true)
            .option("recursiveFileLookup", true)
            .text(LocalSpark.SAMPLES.toString())
            .withColumn("name", expr("_metadata.file_name"))
            .repartition(3);

    List<Row> annotated = new EntityAnnotator("en-ner").annotate(files, "value").collectAsList();

    assertThat(annotated).hasSameSizeAs(expected.entrySet()).hasSizeGreaterThan(5);
    assertThat(expected.values()).anySatisfy(found -> assertThat(found).hasSizeGreaterThan(3));
    for (Row row : annotated) {
      assertThat(row.<String>getAs("error")).isNull();
      assertSame(Entity.of(row), expected.get(row.<String>getAs("name")));
    }
  }

  @Test
  void findsTheSameInEveryPartitioningOfParquet() throws Exception {
    Path parquet = folder.resolve("documents.parquet");
    spark.createDataFrame(documents(40), TEXTS).write().parquet(parquet.toString());
    Dataset<Row> documents = spark.read().parquet(parquet.toString());
    EntityAnnotator annotator = new EntityAnnotator("en-ner");

    Map<Integer, List<Entity>> one = byId(annotator.annotate(documents.coalesce(1), "text"));
    Map<Integer, List<Entity>> many = byId(annotator.annotate(documents.repartition(7), "text"));

    assertThat(one).hasSize(40);
    assertThat(many).hasSize(40);
    one.forEach((id, entities) -> assertSame(many.get(id), entities));
  }

  @Test
  void keepsTheOtherColumnsAndItsSchema() throws Exception {
    Dataset<Row> annotated =
        new EntityAnnotator("en-ner").annotate(texts("Barack Obama flew to Berlin."), "text");

    assertThat(annotated.schema().simpleString())
        .isEqualTo(
            "struct<id:int,text:string,entities:array<struct<begin:int,end:int,text:string,"
                + "label:string,confidence:double>>,error:string>");
    Row row = annotated.first();
    assertThat(row.getInt(0)).isZero();
    assertThat(row.getString(1)).isEqualTo("Barack Obama flew to Berlin.");
    assertThat(Entity.of(row))
        .extracting(Entity::text, Entity::label)
        .containsExactly(tuple("Barack Obama", "PER"), tuple("Berlin", "LOC"));
  }

  @Test
  void leavesOutWhatIsLessCertain() throws Exception {
    Dataset<Row> documents = spark.createDataFrame(documents(8), TEXTS);
    EntityAnnotator all = new EntityAnnotator("en-ner");

    List<Double> certain =
        byId(all.withMinConfidence(0.9).annotate(documents, "text")).values().stream()
            .flatMap(List::stream)
            .map(Entity::confidence)
            .toList();

    assertThat(certain).isNotEmpty().allSatisfy(c -> assertThat(c).isGreaterThanOrEqualTo(0.9));
    assertThat(byId(all.annotate(documents, "text")).values().stream().flatMap(List::stream))
        .anySatisfy(entity -> assertThat(entity.confidence()).isLessThan(0.9));
  }

  @Test
  void nullGetsNullAndEmptyTextNoEntities() throws Exception {
    List<Row> rows =
        new EntityAnnotator("en-ner").annotate(texts(null, "", " \n"), "text").collectAsList();

    assertThat(rows).extracting(row -> row.<String>getAs("error")).containsOnlyNulls();
    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(Entity.of(rows.get(1))).isEmpty();
    assertThat(Entity.of(rows.get(2))).isEmpty();
  }

  @Test
  void emptyPartitionsAndDataSetsAreNoTrouble() throws Exception {
    Dataset<Row> spread =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(documents(2), 9),
            TEXTS);
    EntityAnnotator annotator = new EntityAnnotator("en-ner");

    assertThat(annotator.annotate(spread, "text").count()).isEqualTo(2);
    assertThat(byId(annotator.annotate(spread, "text"))).hasSize(2);
    assertThat(annotator.annotate(texts(), "text").collectAsList()).isEmpty();
  }

  @Test
  void aLimitEndsATaskEarly() throws Exception {
    Dataset<Row> documents = spark.createDataFrame(documents(20), TEXTS).coalesce(1);

    assertThat(new EntityAnnotator("en-ner").annotate(documents, "text").limit(2).collectAsList())
        .hasSize(2);
  }

  @Test
  void tokensOfASentenceGetWhatTheTaggerSays() throws Exception {
    List<String> tokens = List.of("Barack", "Obama", "flew", "to", "Berlin", ".");
    StructType schema =
        new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType));
    Dataset<Row> documents =
        spark.createDataFrame(
            IntStream.range(0, 150).mapToObj(i -> RowFactory.create(tokens)).toList(), schema);

    List<Row> rows = new EntityAnnotator("en-ner").annotate(documents, "tokens").collectAsList();

    assertThat(rows).hasSize(150);
    List<Entity> expected = tag(tokens);
    assertThat(expected).extracting(Entity::text).containsExactly("Barack Obama", "Berlin");
    rows.forEach(row -> assertSame(Entity.of(row), expected));
  }

  @Test
  void sentencesGetEntitiesByTheirNumber() throws Exception {
    List<List<String>> sentences =
        List.of(List.of(), List.of("He", "left", "."), List.of("Ada", "Lovelace", "smiled", "."));

    Row row =
        new EntityAnnotator("en-ner").annotate(sentences(List.of(sentences)), "tokens").first();

    Row entity = row.<Row>getList(row.fieldIndex("entities")).get(0);
    assertThat(entity.schema().fieldNames())
        .containsExactly("sentence", "begin", "end", "text", "label", "confidence");
    assertThat(entity.getInt(0)).isEqualTo(2);
    assertSame(Entity.of(row), tag(sentences.get(2)));
  }

  @Test
  void aBrokenDocumentStopsNoOther() throws Exception {
    List<List<String>> broken = List.of(Arrays.asList("Ada", null));
    List<List<String>> sound = List.of(List.of("Ada", "Lovelace", "smiled", "."));

    List<Row> rows =
        new EntityAnnotator("en-ner")
            .annotate(sentences(List.of(sound, broken, sound)).coalesce(1), "tokens")
            .collectAsList();

    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(1).<String>getAs("error"))
        .isEqualTo("Token [1] of sentence [0] is null; expected a string");
    for (Row row : List.of(rows.get(0), rows.get(2))) {
      assertThat(row.<String>getAs("error")).isNull();
      assertSame(Entity.of(row), tag(sound.get(0)));
    }
  }

  @Test
  void aFolderIsShippedAndLoadedByTheExecutors() throws Exception {
    Dataset<Row> annotated =
        new EntityAnnotator(LocalSpark.BUNDLE.toString())
            .annotate(texts("Barack Obama flew to Berlin."), "text");

    assertThat(spark.sparkContext().listFiles().mkString(" ")).contains("bundle-");
    assertThat(Entity.of(annotated.first()))
        .extracting(Entity::text)
        .containsExactly("Barack Obama", "Berlin");
  }

  @Test
  void aFileGivenToSparkIsFoundByItsName() throws Exception {
    // Not in the folder of the test: Spark fetches it as long as the session lives.
    Path zip = Path.of("target/given.zip");
    Files.deleteIfExists(zip);
    Bundles.zip(LocalSpark.BUNDLE, zip);
    spark.sparkContext().addFile(zip.toString());

    Dataset<Row> annotated =
        new EntityAnnotator("given.zip").annotate(texts("Ada Lovelace smiled."), "text");

    assertThat(Entity.of(annotated.first())).extracting(Entity::text).contains("Ada Lovelace");
  }

  @Test
  void aMissingModelIsRefusedBeforeTheJob() {
    assertThatThrownBy(() -> new EntityAnnotator("no-such-model").annotate(texts("x"), "text"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("There is no model bundle [no-such-model]");
  }

  @Test
  void aModelForAnotherTaskIsRefusedBeforeTheJob() {
    assertThatThrownBy(() -> new EntityAnnotator("en-pos").annotate(texts("a"), "text"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[en-pos] has the tag scheme [NONE]");
  }

  @Test
  void aDamagedModelIsRefusedBeforeTheJob() throws Exception {
    Path zip = folder.resolve("cut.zip");
    Bundles.zip(LocalSpark.BUNDLE, zip);
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 100_000));

    assertThatThrownBy(() -> new EntityAnnotator(zip.toString()).annotate(texts("x"), "text"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> new EntityAnnotator("en-ner").annotate(texts("x"), "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no column [body], only [id, text]; name the one with the documents");
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> new EntityAnnotator("en-ner").annotate(texts("x"), "id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Column [id] is of type [int]; expected [string]");
  }

  @Test
  void aTakenColumnIsRefused() throws Exception {
    Dataset<Row> once = new EntityAnnotator("en-ner").annotate(texts("x"), "text");

    assertThatThrownBy(() -> new EntityAnnotator("en-ner").annotate(once, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column [entities] already");
  }

  @Test
  void textInALanguageWithoutTokenizerIsRefused() {
    assertThatThrownBy(() -> new EntityAnnotator("en-ner", "xx", 0).annotate(texts("x"), "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[xx]");
  }

  @Test
  void runsWithSparksJackson() {
    Version sparks = new DefaultScalaModule().version();

    assertThat(PackageVersion.VERSION.getMajorVersion()).isEqualTo(sparks.getMajorVersion());
    assertThat(PackageVersion.VERSION.getMinorVersion()).isEqualTo(sparks.getMinorVersion());
  }

  private Dataset<Row> texts(String... texts) {
    List<Row> rows =
        IntStream.range(0, texts.length).mapToObj(i -> RowFactory.create(i, texts[i])).toList();
    return spark.createDataFrame(rows, TEXTS);
  }

  private Dataset<Row> sentences(List<List<List<String>>> documents) {
    return spark.createDataFrame(
        documents.stream().map(RowFactory::create).toList(),
        new StructType()
            .add(
                "tokens",
                DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.StringType))));
  }

  /** The sample documents over and over, each with a number of its own. */
  private static List<Row> documents(int count) throws Exception {
    try (Stream<Path> files = Files.walk(LocalSpark.SAMPLES)) {
      List<Path> samples = files.filter(Files::isRegularFile).sorted().toList();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(RowFactory.create(i, Files.readString(samples.get(i % samples.size()))));
      }
      return rows;
    }
  }

  private static Map<Integer, List<Entity>> byId(Dataset<Row> annotated) {
    Map<Integer, List<Entity>> entities = new HashMap<>();
    annotated.collectAsList().forEach(row -> entities.put(row.getInt(0), Entity.of(row)));
    return entities;
  }

  private static List<Entity> tag(List<String> tokens) throws Exception {
    try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
      Tagging tagging = tagger.tag(List.of(tokens)).get(0);
      return tagging.spans().stream()
          .map(
              span ->
                  new Entity(
                      span.begin(),
                      span.end(),
                      String.join(" ", tokens.subList(span.begin(), span.end())),
                      span.label(),
                      span.confidence()))
          .toList();
    }
  }

  private static void assertSame(List<Entity> found, List<Entity> expected) {
    assertThat(found)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("confidence")
        .isEqualTo(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).confidence()).isCloseTo(expected.get(i).confidence(), within(1e-5));
    }
  }
}
