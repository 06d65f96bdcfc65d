package org.neuralannotators.importing.elmo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.elmo.ElmoModel;

/**
 * A tiny language model of ELMo's original programs, three streams of ten sentences, and the
 * vectors that those programs gave (test fixtures of bilm-tf and of AllenNLP, Apache License 2.0).
 */
public enum ElmoFixture {
  BILM_TF("bilm-tf"),
  ALLENNLP("allennlp");

  static final int STREAMS = 3;

  /** From the folder of each module in {@code models}. */
  private static final Path FILES = Path.of("../importing/src/test/resources/elmo");

  private final String folder;

  ElmoFixture(String folder) {
    this.folder = folder;
  }

  /** The folder with options and weights. */
  Path folder() {
    return FILES.resolve(folder);
  }

  /** Writes the model as a bundle. */
  public Path write(Path bundle) throws IOException {
    try (ElmoModel model = ElmoImporter.read(folder())) {
      model
          .files(TensorType.F32)
          .write(bundle, model.manifest("tiny").trainedOn("streams", "free", "us").build());
    }
    return bundle;
  }

  /** The tokens of the sentences of each stream. */
  static List<List<List<String>>> streams() throws IOException {
    List<List<String>> streams =
        new ObjectMapper()
            .readValue(FILES.resolve("sentences.json").toFile(), new TypeReference<>() {});
    return streams.stream()
        .map(
            stream ->
                stream.stream().map(sentence -> Arrays.asList(sentence.trim().split(" "))).toList())
        .toList();
  }

  /** The top layer of a sentence, [2 directions][tokens][columns]. */
  float[][][] top(int stream, int sentence) {
    return (float[][][]) data("lm_embeddings_" + stream + ".hdf5", Integer.toString(sentence));
  }

  /** A data set of one of the files. */
  Object data(String file, String name) {
    try (HdfFile hdf = new HdfFile(folder().resolve(file))) {
      return hdf.getDatasetByPath(name).getData();
    }
  }

  /**
   * The largest difference of a sentence's vectors from those of the original program; of numbers
   * beyond 1 in proportion to them. The numbers of the second set go up to 4.6, where the float
   * nearest to one is up to 2.4e-7 away from it, and differ by up to 1.2e-6 from what the network
   * gives in double precision.
   */
  double difference(int stream, int sentence, float[][] actual) {
    float[][][] expected = top(stream, sentence);
    if (actual.length != expected[0].length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int t = 0; t < actual.length; t++) {
      int columns = expected[0][t].length;
      for (int j = 0; j < 2 * columns; j++) {
        double number = expected[j / columns][t][j % columns];
        double difference = Math.abs(actual[t][j] - number) / Math.max(1, Math.abs(number));
        largest = Math.max(largest, difference);
      }
    }
    return largest;
  }
}
