package org.neuralannotators.spark;

import java.io.Serializable;
import org.apache.spark.SparkFiles;

/**
 * A bundle as the executors find it.
 *
 * @param name of a file that Spark ships, or a location that means the same everywhere
 * @param shipped whether it is such a file
 */
record ModelFile(String name, boolean shipped) implements Serializable {
  /** What to load in this process. */
  String location() {
    return shipped ? SparkFiles.get(name) : name;
  }
}
