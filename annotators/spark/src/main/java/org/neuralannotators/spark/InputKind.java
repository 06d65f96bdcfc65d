package org.neuralannotators.spark;

import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/** What a column of documents holds, and with it what the offsets of what is found count. */
enum InputKind {
  /** {@code string}: plain text; offsets are UTF-16 characters. */
  TEXT("string"),
  /** {@code array<string>}: the tokens of one sentence, offsets are tokens; or several texts. */
  TOKENS("array<string>"),
  /** {@code array<array<string>>}: sentences; offsets are tokens of the sentence. */
  SENTENCES("array<array<string>>");

  private final String type;

  InputKind(String type) {
    this.type = type;
  }

  /**
   * The kind of a column.
   *
   * @param column its name
   * @param accepted the kinds that may be
   * @throws IllegalArgumentException when it is of another type
   */
  static InputKind of(String column, DataType type, Set<InputKind> accepted) {
    for (InputKind kind : accepted) {
      if (kind.accepts(type)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Column ["
            + column
            + "] is of type ["
            + type.catalogString()
            + "]; expected "
            + expected(accepted)
            + hint(column, type));
  }

  private boolean accepts(DataType given) {
    return switch (this) {
      case TEXT -> isText(given);
      case TOKENS -> given instanceof ArrayType array && TEXT.accepts(array.elementType());
      case SENTENCES -> given instanceof ArrayType array && TOKENS.accepts(array.elementType());
    };
  }

  private static boolean isText(DataType type) {
    return type instanceof StringType || type instanceof VarcharType || type instanceof CharType;
  }

  /** In words, such as {@code [string] or [array<string>]}. */
  private static String expected(Set<InputKind> accepted) {
    StringBuilder words = new StringBuilder();
    int left = accepted.size();
    for (InputKind kind : accepted) {
      words.append('[').append(kind.type).append(']');
      left--;
      words.append(left > 1 ? ", " : left == 1 ? " or " : "");
    }
    return words.toString();
  }

  private static String hint(String column, DataType type) {
    if (type instanceof BinaryType) {
      return ". Decode it first, with decode(" + column + ", 'UTF-8')";
    }
    if (type instanceof StructType struct && struct.length() > 0) {
      return ". Name one of its fields, such as [" + column + "." + struct.fieldNames()[0] + "]";
    }
    return "";
  }

  /** The columns that say where something is, and its text. */
  StructType place() {
    StructType type = new StructType();
    if (this == SENTENCES) {
      type = type.add("sentence", DataTypes.IntegerType, false);
    }
    return type.add("begin", DataTypes.IntegerType, false)
        .add("end", DataTypes.IntegerType, false)
        .add("text", DataTypes.StringType, false);
  }
}
