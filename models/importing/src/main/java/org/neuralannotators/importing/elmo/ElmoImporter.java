package org.neuralannotators.importing.elmo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.text.Utf8Text;

/**
 * Reads ELMo as bilm-tf writes it and AllenNLP reads it: options and weights, an HDF5 file. Nothing
 * is downloaded.
 */
public final class ElmoImporter {
  private static final String OPTIONS = "options.json";
  private static final String WEIGHTS = "weights.hdf5";
  private static final String AHEAD = "RNN_0";
  private static final String BACK = "RNN_1";
  private static final int GATES = 4;
  private static final int FORGET = 2;

  private final HdfFloats weights;
  private final Set<String> used = new HashSet<>();

  private ElmoImporter(HdfFloats weights) {
    this.weights = weights;
  }

  /**
   * Reads a folder with one file whose name ends in {@code options.json} and one whose name ends in
   * {@code weights.hdf5}.
   *
   * @throws BundleException when they aren't there, can't be understood or contradict each other
   */
  public static ElmoModel read(Path folder) throws IOException {
    Path options = only(folder, OPTIONS);
    ElmoArchitecture architecture = new ElmoOptions(options, json(options)).architecture();
    Path file = only(folder, WEIGHTS);
    ElmoModel model = new ElmoModel(architecture);
    try (HdfFloats weights = new HdfFloats(file)) {
      ElmoImporter importer = new ElmoImporter(weights);
      Map<Parameter, float[]> numbers = new LinkedHashMap<>();
      for (Parameter parameter : model.parameters().all()) {
        numbers.put(parameter, importer.numbers(parameter, architecture));
      }
      importer.refuseSurplus(file);
      model.parameters().allocateFloats();
      numbers.forEach((parameter, values) -> parameter.value().write(values));
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static Path only(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "expected a folder with " + ending);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
      if (found.size() != 1) {
        throw new BundleException(
            "["
                + folder
                + "] has "
                + found
                + "; expected one file whose name ends in ["
                + ending
                + "], as bilm-tf writes it");
      }
      return found.get(0);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return new ObjectMapper().readTree(Utf8Text.read(file));
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "[" + file + "] isn't JSON: " + e.getOriginalMessage() + "; get it anew", e);
    }
  }

  /** What the file has for a parameter. */
  private float[] numbers(Parameter parameter, ElmoArchitecture architecture)
      throws BundleException {
    String[] path = parameter.name().split("\\.", -1);
    return switch (path[0]) {
      case "characters" -> characters(path, parameter, architecture);
      case "ahead" -> lstm(AHEAD, path[1], path[2], parameter);
      case "back" -> lstm(BACK, path[1], path[2], parameter);
      default -> throw new IllegalStateException(parameter.name());
    };
  }

  private float[] characters(String[] path, Parameter parameter, ElmoArchitecture architecture)
      throws BundleException {
    int rows = parameter.rows();
    int columns = parameter.columns();
    if (path.length == 1) {
      // The mask, row 0, isn't in the file: bilm-tf too puts zeros there.
      float[] numbers = read("char_embed", rows - 1, columns);
      float[] withMask = new float[rows * columns];
      System.arraycopy(numbers, 0, withMask, columns, numbers.length);
      return withMask;
    }
    boolean bias = path[path.length - 1].equals("bias");
    String letter = bias ? "b" : "W";
    String name =
        switch (path[1]) {
          case "cnn" -> "CNN/" + letter + "_cnn_" + path[2];
          // What bilm-tf calls carry is the gate that lets the transformed input through.
          case "highway" ->
              "CNN_high_"
                  + path[2]
                  + "/"
                  + letter
                  + (path[3].equals("gate") ? "_carry" : "_transform");
          case "projection" -> "CNN_proj/" + letter + "_proj";
          default -> throw new IllegalStateException(parameter.name());
        };
    if (bias) {
      return read(name, columns);
    }
    if (path[1].equals("cnn")) {
      int dimension = architecture.characterColumns();
      return read(name, 1, rows / dimension, dimension, columns);
    }
    return read(name, rows, columns);
  }

  private float[] lstm(String direction, String layer, String part, Parameter parameter)
      throws BundleException {
    String cell = direction + "/RNN/MultiRNNCell/Cell" + layer + "/LSTMCell/";
    return switch (part) {
      case "kernel" -> read(cell + "W_0", parameter.rows(), parameter.columns());
      case "projection" -> read(cell + "W_P_0", parameter.rows(), parameter.columns());
      case "bias" -> {
        float[] bias = read(cell + "B", parameter.columns()).clone();
        int units = bias.length / GATES;
        for (int i = FORGET * units; i < (FORGET + 1) * units; i++) {
          // TensorFlow's LSTMCell adds it when it runs.
          bias[i] += 1;
        }
        yield bias;
      }
      default -> throw new IllegalStateException(parameter.name());
    };
  }

  private float[] read(String name, long... shape) throws BundleException {
    used.add(name);
    return weights.read(name, shape);
  }

  private void refuseSurplus(Path file) throws BundleException {
    Set<String> surplus = new TreeSet<>(weights.names());
    surplus.removeAll(used);
    if (!surplus.isEmpty()) {
      throw new BundleException(
          "["
              + file
              + "] has data sets "
              + surplus
              + ", which a model of the options beside it doesn't have; expected only those of its"
              + " layers. Take both files from the same model");
    }
  }
}
