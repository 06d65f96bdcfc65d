package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.lang3.ArrayUtils;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** The tiny language model of ELMo's original program, documents, and the vectors it gave them. */
final class TinyElmo {
  private static final Path FIXTURE = Path.of("../models/importing/src/test/resources/elmo");

  private TinyElmo() {}

  /** Imports it; the location of the bundle. */
  static String bundle(Path folder) {
    String bundle = folder.resolve("tiny-elmo").toString();
    StringWriter errors = new StringWriter();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            "import",
            "elmo",
            FIXTURE.resolve("bilm-tf").toString(),
            "--out",
            bundle);
    assertThat(status).as(errors.toString()).isZero();
    return bundle;
  }

  /** Documents of ten sentences each, whose tokens have blanks between them. */
  static List<List<String>> documents() throws IOException {
    List<List<String>> documents =
        new ObjectMapper()
            .readValue(FIXTURE.resolve("sentences.json").toFile(), new TypeReference<>() {});
    return documents.stream().map(all -> all.stream().map(String::strip).toList()).toList();
  }

  /** The last layer of all tokens of a document that is read with carried state. */
  static List<float[]> vectors(int document) {
    Path file = FIXTURE.resolve("bilm-tf/lm_embeddings_" + document + ".hdf5");
    try (HdfFile hdf = new HdfFile(file)) {
      return IntStream.range(0, hdf.getChildren().size())
          .mapToObj(i -> (float[][][]) hdf.getDatasetByPath("" + i).getData())
          .flatMap(
              directions ->
                  IntStream.range(0, directions[0].length)
                      .mapToObj(t -> ArrayUtils.addAll(directions[0][t], directions[1][t])))
          .toList();
    }
  }
}
