package org.neuralannotators.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.UnpackedZip;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.importing.bert.OnnxFiles;
import org.neuralannotators.importing.bert.TensorFlowFolder;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.FoundModel;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;
import org.neuralannotators.importing.huggingface.ImportedEncoder;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.decoder.DecoderFolder;
import org.neuralannotators.importing.huggingface.encoderdecoder.EncoderDecoderFolder;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.importing.huggingface.gliner.GlinerFolder;
import org.neuralannotators.importing.huggingface.sentence.SentenceTransformersFolder;

/**
 * Reads the models of others, of any kind that is known, told by their files. Nothing is
 * downloaded, and no code of a file is run; a jar or zip is unpacked into a temporary folder and
 * that is deleted again.
 */
public final class ModelImporter {
  /** In this order: a later one knows a folder by fewer files. */
  private static final List<Finder> FINDERS =
      List.of(
          GlinerFolder::in,
          SentenceTransformersFolder::in,
          DecoderFolder::in,
          EncoderDecoderFolder::in,
          HuggingFaceFolder::in,
          TensorFlowFolder::in,
          OnnxFiles::in);

  private static final int NAMED = 20;

  private ModelImporter() {}

  /** Finds the model of one kind that lies in a folder. */
  @FunctionalInterface
  private interface Finder {
    Optional<FoundModel> in(Path folder) throws IOException;
  }

  /**
   * Reads a model: a folder of Hugging Face's, sentence-transformers' or GLiNER's; an ONNX file, or
   * a folder with one; Google's BERT in a folder of TensorFlow's; or a jar or zip with one of them
   * in it, such as LangChain4j's embedding models.
   *
   * @param choice what the user says
   * @return to be closed
   * @throws BundleException when it is none of them, the family or the head isn't known, or the
   *     files can't be understood or don't fit together; the error names the file, what it has and
   *     what was expected
   * @see HuggingFaceFolder
   * @see SentenceTransformersFolder
   * @see GlinerFolder
   * @see DecoderFolder
   * @see EncoderDecoderFolder
   * @see OnnxFiles
   * @see TensorFlowFolder
   */
  public static ImportedModel read(Path source, Choice choice) throws IOException {
    if (Files.isDirectory(source)) {
      Map<Path, FoundModel> found = new LinkedHashMap<>();
      find(source).ifPresent(model -> found.put(source, model));
      return only(source, found, List.of(source)).read(choice);
    }
    if (!Files.exists(source)) {
      throw refused(source, "nothing: there is no such file or folder");
    }
    return OnnxFiles.isOne(source)
        ? OnnxFiles.besides(source)
            .orElseThrow(() -> refused(source, "no tokenizer beside it"))
            .read(choice)
        : unpacked(source, choice);
  }

  /**
   * Reads the encoder alone, with its pooler and what pretraining goes on with.
   *
   * @throws BundleException as {@link #read} does; GLiNER's models have none of use
   */
  public static EncoderCheckpoint readEncoder(Path source) throws IOException {
    try (ImportedModel model = read(source, Choice.NONE.withHead(Task.NONE))) {
      return ((ImportedEncoder) model).checkpoint();
    }
  }

  private static ImportedModel unpacked(Path source, Choice choice) throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(source)) {
      Map<Path, FoundModel> found = new LinkedHashMap<>();
      List<Path> folders = new ArrayList<>();
      findAll(zip.folder(), found, folders);
      try {
        ImportedModel model = only(source, found, folders).read(choice);
        return model instanceof ImportedEncoder encoder ? encoder.named(source.toString()) : model;
      } catch (BundleException e) {
        throw new BundleException(e.getMessage().replace(zip.folder().toString(), source + "!"), e);
      }
    }
  }

  /** All models in a folder and the folders in it, but for the parts of sentence-transformers'. */
  private static void findAll(Path folder, Map<Path, FoundModel> found, List<Path> looked)
      throws IOException {
    looked.add(folder);
    find(folder).ifPresent(model -> found.put(folder, model));
    if (SentenceTransformersFolder.isOne(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path inner : entries.filter(Files::isDirectory).sorted().toList()) {
        findAll(inner, found, looked);
      }
    }
  }

  private static Optional<FoundModel> find(Path folder) throws IOException {
    for (Finder finder : FINDERS) {
      Optional<FoundModel> found = finder.in(folder);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static FoundModel only(Path source, Map<Path, FoundModel> found, List<Path> looked)
      throws IOException {
    if (found.size() != 1) {
      throw refused(
          source, found.isEmpty() ? "files " + names(looked) : "models " + found.keySet());
    }
    return found.values().iterator().next();
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

  private static BundleException refused(Path source, String found) {
    return new BundleException(
        ("[%s] has %s; expected one model: a folder of Hugging Face's (config.json,"
                + " model.safetensors or pytorch_model.bin, whole or in shards), of"
                + " sentence-transformers' (modules.json) or of GLiNER's (gliner_config.json), an"
                + " .onnx file with config.json and a tokenizer, or with tokenizer.json or"
                + " NAME-tokenizer.json alone, beside it, a folder of TensorFlow's"
                + " (bert_config.json, vocab.txt, bert_model.ckpt.index with its data; or"
                + " saved_model.pb, variables, assets/vocab.txt), or a jar or zip with one of them")
            .formatted(source, found));
  }
}
