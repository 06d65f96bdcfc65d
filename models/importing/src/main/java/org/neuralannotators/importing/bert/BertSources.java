package org.neuralannotators.importing.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.UnpackedZip;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;

/**
 * Finds the one checkpoint in a folder, jar or zip.
 *
 * @param finders each knows the files of one kind
 */
record BertSources(List<Finder> finders) {
  static final BertSources TENSOR_FLOW = new BertSources(List.of(TensorFlowFolder::in));
  static final BertSources ANY =
      new BertSources(List.of(BertSources::huggingFace, TensorFlowFolder::in, OnnxFiles::in));

  private static final int NAMED = 20;

  /** Finds the checkpoint that lies in a folder. */
  @FunctionalInterface
  interface Finder {
    Optional<BertSource> in(Path folder) throws IOException;
  }

  private static Optional<BertSource> huggingFace(Path folder) {
    return HuggingFaceFolder.isOne(folder)
        ? Optional.of(() -> HuggingFaceFolder.read(folder).encoder())
        : Optional.empty();
  }

  /** Reads the checkpoint of a folder, jar or zip. */
  EncoderCheckpoint read(Path source) throws IOException {
    if (Files.isDirectory(source)) {
      return read(source, List.of(source));
    }
    if (!Files.exists(source)) {
      throw refused(source, "nothing: there is no such file or folder");
    }
    try (UnpackedZip zip = UnpackedZip.open(source);
        Stream<Path> all = Files.walk(zip.folder())) {
      try {
        return named(source, read(source, all.filter(Files::isDirectory).toList()));
      } catch (BundleException e) {
        throw new BundleException(e.getMessage().replace(zip.folder().toString(), source + "!"), e);
      }
    }
  }

  /** The same, with another name of where it was. */
  private static EncoderCheckpoint named(Path place, EncoderCheckpoint checkpoint) {
    return new EncoderCheckpoint(
        place.toString(), checkpoint.architecture(), checkpoint.tokenizer(), checkpoint.tensors());
  }

  private EncoderCheckpoint read(Path source, List<Path> folders) throws IOException {
    List<Path> places = new ArrayList<>();
    List<BertSource> found = new ArrayList<>();
    for (Path folder : folders) {
      Optional<BertSource> checkpoint = find(folder);
      if (checkpoint.isPresent()) {
        places.add(folder);
        found.add(checkpoint.get());
      }
    }
    if (found.size() != 1) {
      throw refused(source, found.isEmpty() ? "files " + names(folders) : "checkpoints " + places);
    }
    return found.get(0).read();
  }

  private Optional<BertSource> find(Path folder) throws IOException {
    for (Finder finder : finders) {
      Optional<BertSource> found = finder.in(folder);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Some of the files, for an error. */
  private static List<String> names(List<Path> folders) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(Files::isRegularFile)
            .limit(NAMED)
            .map(file -> file.getFileName().toString())
            .forEach(names::add);
      }
    }
    return names.stream().sorted().limit(NAMED).toList();
  }

  static BundleException refused(Path source, String found) {
    return new BundleException(
        "["
            + source
            + "] has "
            + found
            + "; expected one checkpoint: a folder of Hugging Face's (config.json,"
            + " model.safetensors or pytorch_model.bin, whole or in shards), an .onnx file with"
            + " tokenizer.json or NAME-tokenizer.json beside it, a folder of TensorFlow's"
            + " (bert_config.json, vocab.txt, bert_model.ckpt.index with its data; or"
            + " saved_model.pb, variables, assets/vocab.txt), or a jar or zip with one of them");
  }
}
