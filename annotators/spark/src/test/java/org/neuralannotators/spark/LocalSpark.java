package org.neuralannotators.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Spark in this process with two cores; one session for all tests, stopped at the process's end.
 */
final class LocalSpark {
  static final Path SAMPLES = Path.of("../../resources/samples");
  static final Path BUNDLE =
      Path.of("../../resources/en-ner/src/main/resources/org/neuralannotators/bundles/en-ner");

  private LocalSpark() {}

  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 3)
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", Path.of("target/warehouse").toUri().toString())
        .getOrCreate();
  }
}
