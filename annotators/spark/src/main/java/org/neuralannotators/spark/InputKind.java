package org.neuralannotators.spark;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a column of documents holds, and with it what the offsets of its entities count. */
enum InputKind {
  /** {@code string}: plain text; offsets are UTF-16 characters. */
  TEXT,
  /** {@code array<string>}: the tokens of one sentence; offsets are tokens. */
  TOKENS,
  /** {@code array<array<string>>}: sentences; offsets are tokens of the entity's sentence. */
  SENTENCES;

  /**
   * The kind of a column.
   *
   * @throws IllegalArgumentException when the table has no such column or it is of another type
   */
  static InputKind of(StructType table, String column) {
    for (StructField field : table.fields()) {
      if (field.name().equals(column)) {
        return of(field);
      }
    }
    throw new IllegalArgumentException(
        "There is no column ["
            + column
            + "], only ["
            + String.join(", ", table.fieldNames())
            + "]; name the one with the documents");
  }

  private static InputKind of(StructField column) {
    if (isText(column.dataType())) {
      return TEXT;
    }
    if (column.dataType() instanceof ArrayType array) {
      if (isText(array.elementType())) {
        return TOKENS;
      }
      if (array.elementType() instanceof ArrayType inner && isText(inner.elementType())) {
        return SENTENCES;
      }
    }
    throw new IllegalArgumentException(
        "Column ["
            + column.name()
            + "] is of type ["
            + column.dataType().catalogString()
            + "]; expected [string], [array<string>] or [array<array<string>>]");
  }

  private static boolean isText(DataType type) {
    return type instanceof StringType;
  }

  /** The type of one entity. */
  StructType entityType() {
    StructType type = new StructType();
    if (this == SENTENCES) {
      type = type.add("sentence", DataTypes.IntegerType, false);
    }
    return type.add("begin", DataTypes.IntegerType, false)
        .add("end", DataTypes.IntegerType, false)
        .add("text", DataTypes.StringType, false)
        .add("label", DataTypes.StringType, false)
        .add("confidence", DataTypes.DoubleType, false);
  }
}
