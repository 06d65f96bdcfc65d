package org.neuralannotators.importing.elmo;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neuralannotators.bundle.BundleException;

/** The data sets of an HDF5 file that hold floats, by their paths. {@link #close()} closes it. */
final class HdfFloats implements AutoCloseable {
  private final Path source;
  private final HdfFile file;
  private final Map<String, Dataset> datasets = new TreeMap<>();

  /**
   * @throws BundleException when it is no HDF5 file or damaged
   */
  HdfFloats(Path source) throws IOException {
    if (!Files.isRegularFile(source)) {
      throw new NoSuchFileException(
          source.toString(), null, "expected the weights that bilm-tf wrote");
    }
    this.source = source;
    file = attempt(() -> new HdfFile(source));
    try {
      attempt(
          () -> {
            collect("", file);
            return null;
          });
    } catch (BundleException e) {
      file.close();
      throw e;
    }
  }

  private void collect(String path, Group group) {
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      if (child.getValue() instanceof Group inner) {
        collect(path + child.getKey() + "/", inner);
      } else if (child.getValue() instanceof Dataset dataset) {
        datasets.put(path + child.getKey(), dataset);
      }
    }
  }

  /** The paths of all data sets. */
  Set<String> names() {
    return datasets.keySet();
  }

  /**
   * The numbers of a data set, row by row.
   *
   * @throws BundleException when it is missing, of another shape or type, or cut short
   */
  float[] read(String name, long... shape) throws BundleException {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw refused("has no data set [" + name + "]", shape);
    }
    long[] found = dataset.getDimensionsAsLong();
    if (!Arrays.equals(found, shape)) {
      throw refused("has data set [" + name + "] of shape " + Arrays.toString(found), shape);
    }
    Object numbers = attempt(dataset::getDataFlat);
    if (!(numbers instanceof float[] floats)) {
      throw refused("has data set [" + name + "] of [" + dataset.getJavaType() + "]", shape);
    }
    return floats;
  }

  private BundleException refused(String what, long[] shape) {
    return new BundleException(
        "["
            + source
            + "] "
            + what
            + "; expected floats of shape "
            + Arrays.toString(shape)
            + " as the options beside it say. Take both from the same model");
  }

  /** What is read from a file. */
  @FunctionalInterface
  private interface Reading<R> {
    R read();
  }

  /** The library's errors in a damaged file are of many kinds. */
  private <R> R attempt(Reading<R> reading) throws BundleException {
    try {
      return reading.read();
    } catch (HdfException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException
        | NegativeArraySizeException
        | UnsupportedOperationException e) {
      throw new BundleException(
          "["
              + source
              + "] can't be read as HDF5 ("
              + e
              + "): it is cut short, damaged or another kind of file; get it anew",
          e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
