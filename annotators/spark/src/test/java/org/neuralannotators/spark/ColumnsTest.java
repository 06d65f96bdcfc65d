package org.neuralannotators.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns are named and kept as everywhere in Spark. */
class ColumnsTest {
  private static final String TEXT = "Barack Obama flew to Berlin.";
  private static final EntityAnnotator ANNOTATOR = new EntityAnnotator("en-ner");

  private final SparkSession spark = LocalSpark.session();

  @ParameterizedTest
  @ValueSource(strings = {"doc.text", "DOC.Text", "`doc`.`text`", "d.doc.text"})
  void aFieldOfAColumnIsRead(String name) throws Exception {
    Dataset<Row> rows = sql("named_struct('id', 1, 'text', '" + TEXT + "') as doc").as("d");

    Row row = ANNOTATOR.annotate(rows, name).first();

    assertThat(row.schema().fieldNames()).containsExactly("doc", "entities", "error");
    assertThat(row.getStruct(0).getString(1)).isEqualTo(TEXT);
    assertNames(row, "Barack Obama", "Berlin");
  }

  @Test
  void aFieldOfStructsIsAnArrayOfTokens() throws Exception {
    Dataset<Row> rows =
        sql("transform(split('Ada Lovelace smiled .', ' '), w -> named_struct('form', w)) as t");

    assertNames(ANNOTATOR.annotate(rows, "t.form").first(), "Ada Lovelace");
  }

  @ParameterizedTest
  @CsvSource({"TEXT, text", "text, Text"})
  void capitalsAreAsTheSessionHasIt(String asked, String name) throws Exception {
    Dataset<Row> rows = sql("'" + TEXT + "' as " + name);

    assertNames(ANNOTATOR.annotate(rows, asked).first(), "Barack Obama", "Berlin");
    assertThat(ANNOTATOR.partition(spark, rows.schema(), asked).schema().fieldNames())
        .containsExactly(name, "entities", "error");

    spark.conf().set("spark.sql.caseSensitive", true);
    try {
      assertThatThrownBy(() -> ANNOTATOR.annotate(rows, asked))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There is no column [" + asked + "], only [" + name + "]");
      Dataset<Row> capital = sql("'" + TEXT + "' as text", "1 as Error", "2 as ENTITIES");
      assertThat(ANNOTATOR.annotate(capital, "text").columns())
          .containsExactly("text", "Error", "ENTITIES", "entities", "error");
    } finally {
      spark.conf().set("spark.sql.caseSensitive", false);
    }
  }

  @Test
  void aNameWithDotsStandsInBackticks() throws Exception {
    Dataset<Row> rows = sql("'" + TEXT + "' as `doc.text`");

    assertNames(ANNOTATOR.annotate(rows, "`doc.text`").first(), "Barack Obama", "Berlin");
    assertThat(ANNOTATOR.partition(spark, rows.schema(), "`doc.text`").schema().length())
        .isEqualTo(3);
    assertThatThrownBy(() -> ANNOTATOR.annotate(rows, "doc.text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Column [doc.text] has dots in its name; write it in backticks: [`doc.text`]");
  }

  @Test
  void aMissingFieldIsNamed() {
    Dataset<Row> rows = sql("named_struct('id', 1, 'text', 'x') as doc");

    assertThatThrownBy(() -> ANNOTATOR.annotate(rows, "doc.body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Column [doc.body] can't be read: ")
        .hasMessageContaining("`body`")
        .hasMessageContaining("`text`");
  }

  @Test
  void severalColumnsAreRefused() {
    assertThatThrownBy(() -> ANNOTATOR.annotate(sql("'x' as text", "1 as id"), "*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[*] are [2] columns; expected the name of one");
  }

  @Test
  void theFunctionAloneTakesColumnsOfTheRows() {
    Dataset<Row> rows = sql("'y' as text", "named_struct('text', 'x') as doc");

    assertThatThrownBy(() -> ANNOTATOR.partition(spark, rows.schema(), "doc.text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[doc.text] is a field of a column");
  }

  @Test
  void twoColumnsOfATableAreAnnotated() throws Exception {
    Dataset<Row> rows = sql("'" + TEXT + "' as title", "'Ada Lovelace smiled.' as body");

    Dataset<Row> titles = ANNOTATOR.withColumns("in_title", "title_error").annotate(rows, "title");
    Row row = ANNOTATOR.withColumns("in_body", "body_error").annotate(titles, "body").first();

    assertThat(row.schema().fieldNames())
        .containsExactly("title", "body", "in_title", "title_error", "in_body", "body_error");
    assertThat(row.<Row>getList(2)).hasSize(2);
    assertThat(row.<Row>getList(4)).hasSize(1);
  }

  @Test
  void aTableMayHaveColumnsOfOurNames() throws Exception {
    Dataset<Row> rows = sql("'" + TEXT + "' as text", "'mine' as error", "7 as entities");

    Row row = ANNOTATOR.withColumns("names", "why").annotate(rows, "text").first();

    assertThat(row.getString(1)).isEqualTo("mine");
    assertThat(row.getInt(2)).isEqualTo(7);
    assertThat(row.<Row>getList(3)).hasSize(2);
    assertThat(row.isNullAt(4)).isTrue();
    assertThatThrownBy(() -> ANNOTATOR.withColumns("names", "Names").annotate(rows, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both [names]");
  }

  @Test
  void otherColumnsMayShareANameButNotThatOfTheDocuments() throws Exception {
    Dataset<Row> rows = sql("'" + TEXT + "' as text", "1 as id", "2 as id");

    Row row = ANNOTATOR.annotate(rows, "text").first();

    assertThat(row.getInt(1)).isEqualTo(1);
    assertThat(row.getInt(2)).isEqualTo(2);
    assertNames(row, "Barack Obama", "Berlin");
    assertThatThrownBy(() -> ANNOTATOR.annotate(sql("'x' as text", "'y' as text"), "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Column [text] can't be read")
        .hasMessageContaining("ambiguous");
  }

  @Test
  void columnsOfAllTypesAndTheirMetadataStay() throws Exception {
    Metadata metadata = new MetadataBuilder().putString("unit", "m").build();
    Dataset<Row> rows =
        sql(
                "'" + TEXT + "' as text",
                "binary('ab') as bytes",
                "map('a', 1) as counts",
                "array(named_struct('x', 1.5D)) as points",
                "timestamp_ntz'2020-01-01 00:00:00' as local",
                "interval 3 days as span",
                "cast(1.25 as decimal(10,4)) as price",
                "cast(null as date) as day")
            .withColumn("height", col("price").as("height", metadata));

    Dataset<Row> annotated = ANNOTATOR.annotate(rows, "text");

    assertThat(Arrays.copyOf(annotated.schema().fields(), rows.schema().length()))
        .isEqualTo(rows.schema().fields());
    assertThat(annotated.schema().apply("height").metadata()).isEqualTo(metadata);
    assertThat(annotated.drop("entities", "error", "counts").collectAsList())
        .isEqualTo(rows.drop("counts").collectAsList());
    assertThat(annotated.first().getJavaMap(2)).isEqualTo(Map.of("a", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binary('x') | [binary]; expected [string], [array<string>] or [array<array<string>>]."
            + " Decode it first, with decode(c, 'UTF-8')",
        "named_struct('text', 'x') | Name one of its fields, such as [c.text]",
        "map('a', 'x') | [map<string,string>]; expected [string]",
        "array(1) | [array<int>]; expected [string]",
        "null | [void]; expected [string]",
        "array(array(array('x'))) | [array<array<array<string>>>]; expected [string]"
      })
  void aColumnOfAnotherTypeIsRefusedWithAHint(String expression, String message) {
    assertThatThrownBy(() -> ANNOTATOR.annotate(sql(expression + " as c"), "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void charactersOfALimitedNumberAreText() {
    for (StructField field : StructType.fromDDL("a varchar(9), b char(9)").fields()) {
      assertThat(InputKind.of(field.name(), field.dataType(), EnumSet.allOf(InputKind.class)))
          .isEqualTo(InputKind.TEXT);
    }
  }

  @Test
  void sentencesWhereTokensAreExpectedGetAnError() throws Exception {
    StructType schema =
        new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType));
    Dataset<Row> rows =
        spark
            .createDataFrame(
                List.of(
                    RowFactory.create(List.of("Barack Obama flew to Berlin.", "He left.")),
                    RowFactory.create(List.of("Hello", "Mr. Smith")),
                    RowFactory.create(List.of("Ada", "Lovelace", "paid", "10 000", "+ 5")),
                    RowFactory.create(List.of("Ada", "Lovelace", "\u00A0", "\n"))),
                schema)
            .coalesce(1);

    List<Row> annotated = ANNOTATOR.annotate(rows, "tokens").collectAsList();

    assertThat(annotated.get(0).isNullAt(1)).isTrue();
    assertThat(annotated.get(0).getString(2))
        .isEqualTo(
            "Token [0] of sentence [0] is [Barack Obama flew to Berlin.], which is several words;"
                + " expected one token. Give the text as a [string], or split each sentence into"
                + " its tokens");
    assertThat(annotated.get(1).getString(2)).contains("Token [1]").contains("[Mr. Smith]");
    assertNames(annotated.get(2), "Ada Lovelace");
    assertNames(annotated.get(3), "Ada Lovelace");
  }

  @Test
  void bytesAreReadWhenTheyAreDecoded() throws Exception {
    StructType schema = new StructType().add("raw", DataTypes.BinaryType);
    Dataset<Row> rows =
        spark.createDataFrame(
            List.of(RowFactory.create((Object) TEXT.getBytes(StandardCharsets.UTF_8))), schema);

    Dataset<Row> decoded = rows.selectExpr("decode(raw, 'UTF-8') as text");
    assertNames(ANNOTATOR.annotate(decoded, "text").first(), "Barack Obama", "Berlin");
  }

  private Dataset<Row> sql(String... columns) {
    return spark.range(1).selectExpr(columns);
  }

  private static void assertNames(Row row, String... names) {
    assertThat(row.<String>getAs("error")).isNull();
    assertThat(Entity.of(row)).extracting(Entity::text).containsExactly(names);
  }
}
