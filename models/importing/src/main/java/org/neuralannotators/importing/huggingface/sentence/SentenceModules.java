package org.neuralannotators.importing.huggingface.sentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;

/**
 * What {@code modules.json} of sentence-transformers lists.
 *
 * @param transformer the encoder's folder
 * @param pooling the pooling's folder
 * @param layers the folders of the linear layers
 * @param normalized whether vectors get the length 1
 */
record SentenceModules(Path transformer, Path pooling, List<Path> layers, boolean normalized) {
  static final String FILE = "modules.json";

  /**
   * Reads the list.
   *
   * @throws BundleException when it has another module than an encoder, pooling, linear layers and
   *     normalisation, or these in another order
   */
  static SentenceModules read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Path transformer = null;
    Path pooling = null;
    List<Path> layers = new ArrayList<>();
    boolean normalized = false;
    List<String> kinds = new ArrayList<>();
    for (JsonNode module : JsonFile.readTree(file)) {
      String type = module.path("type").asText();
      String kind = type.substring(type.lastIndexOf('.') + 1);
      Path path = inside(folder, module.path("path").asText(), file);
      kinds.add(kind);
      boolean inOrder =
          switch (kind) {
            case "Transformer" -> kinds.size() == 1;
            case "Pooling" -> transformer != null && pooling == null;
            case "Dense", "Normalize" -> pooling != null && !normalized;
            case "Dropout" -> true;
            default -> false;
          };
      if (!inOrder) {
        throw refused(file, kinds);
      }
      switch (kind) {
        case "Transformer" -> transformer = path;
        case "Pooling" -> pooling = path;
        case "Dense" -> layers.add(path);
        case "Normalize" -> normalized = true;
        default -> {}
      }
    }
    if (pooling == null) {
      throw refused(file, kinds);
    }
    return new SentenceModules(transformer, pooling, List.copyOf(layers), normalized);
  }

  private static Path inside(Path folder, String path, Path file) throws BundleException {
    Path inner = folder.resolve(path).normalize();
    if (!inner.startsWith(folder.normalize())) {
      throw new BundleException(
          "[%s] names the path [%s]; expected one inside of the folder".formatted(file, path));
    }
    return inner;
  }

  private static BundleException refused(Path file, List<String> kinds) {
    return new BundleException(
        ("[%s] has the modules %s; expected Transformer, Pooling, perhaps Dense, perhaps Normalize,"
                + " in this order. Import the encoder alone with [--head none]")
            .formatted(file, kinds));
  }
}
