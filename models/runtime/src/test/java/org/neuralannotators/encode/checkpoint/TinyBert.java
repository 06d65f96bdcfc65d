package org.neuralannotators.encode.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.BertNormalization;

/** A bundle of a small encoder with random weights, which knows some syllables and all letters. */
public final class TinyBert {
  private static final int HIDDEN = 16;
  private static final int INNER = 24;
  private static final int POSITIONS = 24;

  private TinyBert() {}

  /** The vocabulary. */
  public static List<String> pieces() {
    List<String> pieces =
        new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "lives", "in"));
    pieces.addAll(List.of("she", "Ann", "Car", "##la", "Gra", "##z"));
    for (char c = 'A'; c <= 'z'; c++) {
      if (Character.isLetter(c)) {
        pieces.add(Character.toString(c));
        pieces.add("##" + c);
      }
    }
    return pieces;
  }

  /** Writes the bundle. */
  public static Path write(Path bundle) throws IOException {
    return write(bundle, BertNormalization.CASED);
  }

  /** Writes the bundle, with a tokenizer that normalises so. */
  public static Path write(Path bundle, BertNormalization normalization) throws IOException {
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    Random random = new Random(1);
    add(tensors, random, "embeddings.word_embeddings.weight", pieces().size(), HIDDEN);
    add(tensors, random, "embeddings.position_embeddings.weight", POSITIONS, HIDDEN);
    add(tensors, random, "embeddings.token_type_embeddings.weight", 2, HIDDEN);
    norm(tensors, "embeddings.LayerNorm");
    for (int i = 0; i < 2; i++) {
      String layer = "encoder.layer." + i + ".";
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        linear(tensors, random, layer + "attention." + part, HIDDEN, HIDDEN);
      }
      linear(tensors, random, layer + "intermediate.dense", INNER, HIDDEN);
      linear(tensors, random, layer + "output.dense", HIDDEN, INNER);
      norm(tensors, layer + "attention.output.LayerNorm");
      norm(tensors, layer + "output.LayerNorm");
    }
    new BundleWriter()
        .add("vocab.txt", (String.join("\n", pieces()) + "\n").getBytes(StandardCharsets.UTF_8))
        .add("model.safetensors", tensors.toBytes())
        .write(
            bundle,
            ModelManifest.builder(EncoderBundle.KIND, "tiny-bert")
                .network(
                    new BertArchitecture(
                        2,
                        2,
                        HIDDEN,
                        INNER,
                        POSITIONS,
                        pieces().size(),
                        2,
                        Activation.GELU,
                        1e-12,
                        HIDDEN,
                        false))
                .normalization(normalization)
                .trainedOn("nothing", "none", "nobody")
                .build());
    return bundle;
  }

  /** Writes and reads it. */
  public static EncoderCheckpoint checkpoint(Path folder) throws IOException {
    try (ModelBundle bundle = ModelBundle.open(write(folder.resolve("tiny-bert")))) {
      return EncoderBundle.read(bundle);
    }
  }

  private static void linear(
      SafeTensorsWriter tensors, Random random, String name, int outputs, int inputs) {
    add(tensors, random, name + ".weight", outputs, inputs);
    add(tensors, random, name + ".bias", outputs);
  }

  private static void norm(SafeTensorsWriter tensors, String name) {
    float[] ones = new float[HIDDEN];
    Arrays.fill(ones, 1);
    tensors.add(name + ".weight", TensorType.F32, ones, HIDDEN);
    tensors.add(name + ".bias", TensorType.F32, new float[HIDDEN], HIDDEN);
  }

  private static void add(SafeTensorsWriter tensors, Random random, String name, long... shape) {
    int size = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = 0.2f * (float) random.nextGaussian();
    }
    tensors.add(name, TensorType.F32, values, shape);
  }
}
