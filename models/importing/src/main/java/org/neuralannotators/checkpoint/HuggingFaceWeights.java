package org.neuralannotators.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.FileNames;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.Tensor;

/**
 * The weights in a folder of Hugging Face's: safetensors or PyTorch's, in one file or in several
 * that an index names, or else ONNX. Where there are several, the first of these counts.
 */
public final class HuggingFaceWeights {
  private static final String INDEX = ".index.json";

  /** The names of the files, in the order in which they are looked for. */
  private static final List<String> FILES = List.of("model.safetensors", "pytorch_model.bin");

  /** Where the weights are looked for at last. */
  public static final String ONNX = "onnx/model.onnx";

  private HuggingFaceWeights() {}

  /** The file with the weights, or the index that names those files. */
  public static Optional<Path> in(Path folder) {
    return Stream.concat(
            FILES.stream().flatMap(name -> Stream.of(name, name + INDEX)),
            Stream.of("model.onnx", ONNX))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * The same of a folder that must have one.
   *
   * @param expected what it was taken for, for errors
   * @throws BundleException when it has none
   */
  public static Path require(Path folder, String expected) throws BundleException {
    return in(folder)
        .orElseThrow(
            () ->
                new BundleException(
                    "[%s] has no file [%s]; expected %s"
                        .formatted(folder, String.join("] or [", FILES), expected)));
  }

  /**
   * Reads them.
   *
   * @param file what {@link #in} or {@link #require} gave
   * @return the tensors by name; those of integers, which are no weights, are left out
   * @throws BundleException when a file is missing or damaged, or hasn't what the index says
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    Map<String, Tensor> tensors =
        file.toString().endsWith(INDEX) ? readShards(file) : readFile(file);
    Map<String, Tensor> weights = new LinkedHashMap<>(tensors);
    weights.values().removeIf(tensor -> tensor.type().isInteger());
    return weights;
  }

  private static Map<String, Tensor> readFile(Path file) throws IOException {
    if (file.toString().endsWith(".onnx")) {
      return OnnxWeights.of(OnnxGraph.of(OnnxModel.read(file)));
    }
    return file.toString().endsWith(".safetensors")
        ? SafeTensors.read(file)
        : PyTorchFile.read(file);
  }

  private static Map<String, Tensor> readShards(Path index) throws IOException {
    JsonNode places = places(index);
    Map<String, Map<String, Tensor>> shards = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> place : places.properties()) {
      String shard = place.getValue().asText();
      if (!shards.containsKey(shard)) {
        shards.put(shard, readShard(index, shard));
      }
      Tensor tensor = shards.get(shard).get(place.getKey());
      if (tensor == null) {
        throw refused(
            index,
            "puts tensor ["
                + place.getKey()
                + "] into ["
                + shard
                + "], which has "
                + new TreeSet<>(shards.get(shard).keySet()));
      }
      tensors.put(place.getKey(), tensor);
    }
    return tensors;
  }

  private static JsonNode places(Path index) throws IOException {
    JsonNode places = JsonFile.read(index).path("weight_map");
    if (places.isEmpty()) {
      throw refused(index, "has no [weight_map]");
    }
    return places;
  }

  private static Map<String, Tensor> readShard(Path index, String shard) throws IOException {
    // Asked first: other names needn't be paths at all.
    if (!FileNames.isSafe(shard) || !Files.isRegularFile(index.resolveSibling(shard))) {
      throw refused(index, "names the file [" + shard + "], which isn't beside it");
    }
    return readFile(index.resolveSibling(shard));
  }

  private static BundleException refused(Path index, String found) {
    return new BundleException(
        "[" + index + "] " + found + "; expected the place of each tensor. Get the folder anew");
  }
}
