package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.ClassHead;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.head.MaskedHead;
import org.neuralannotators.head.MaskedHeadShape.Decoder;
import org.neuralannotators.head.MaskedPieces;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;

/** Heads that stand on one encoder together and learn from the same sequences. */
class SeveralHeadsTest {
  private static final List<PieceSequence> SEQUENCES =
      List.of(
          PieceSequence.of(1, 4, 5, 2), PieceSequence.of(1, 2), PieceSequence.of(1, 3, 6, 6, 2));

  private static final EncoderBatch<MaskedPieces> MASKED =
      EncoderBatch.of(
          List.of(
              new MaskedPieces(SEQUENCES.get(0), new int[] {1, 2}, 1),
              new MaskedPieces(SEQUENCES.get(1), new int[0], 1),
              new MaskedPieces(SEQUENCES.get(2), new int[] {3}, 1)));
  private static final List<int[]> PIECES = List.of(new int[] {4, 6}, new int[0], new int[] {2});

  private static final EncoderBatch<TokenSequence> TOKENS =
      EncoderBatch.of(
          List.of(
              new TokenSequence(SEQUENCES.get(0), new int[] {1}, new int[] {2}),
              new TokenSequence(SEQUENCES.get(1), new int[0], new int[0]),
              new TokenSequence(SEQUENCES.get(2), new int[] {1, 3}, new int[] {2, 1})));
  private static final List<CrfTarget> TAGS =
      List.of(
          new GoldLabels(new int[] {1}),
          new GoldLabels(new int[0]),
          new GoldLabels(new int[] {0, 1}));

  private static final List<ClassTarget> CLASSES =
      List.of(ClassTarget.gold(2, 3), ClassTarget.gold(0, 3), ClassTarget.gold(1, 3));

  private static ClassHead classes(EncoderNetwork network) {
    return new ClassHead(network.parameters(), network.hidden(), PoolerShape.BERT, 3, 0.2);
  }

  private static TagHead tags(EncoderNetwork network) {
    return new TagHead(
        network.parameters(),
        network.hidden(),
        new TagHead.Shape(TagPooling.MEAN, true, null),
        TransitionConstraints.none(2),
        0.2);
  }

  private static HeadStep step(ClassHead head, Pass pass) {
    return (hidden, dHidden) -> head.train(pass, TOKENS, hidden, CLASSES, 0.7, dHidden);
  }

  private static HeadStep step(TagHead head, Pass pass) {
    return (hidden, dHidden) -> head.train(pass, TOKENS, hidden, TAGS, 0.4, dHidden);
  }

  @ParameterizedTest
  @CsvSource({"TIED,6", "TIED,4", "OWN,6", "EXTENDED,4"})
  void gradientsOfThreeHeadsAtOnceAgreeWithFiniteDifferences(Decoder decoder, int embeddingSize) {
    EncoderNetwork network =
        TrainingCheck.tied(
            new BertArchitecture(2, 2, 6, 8, 6, 7, 2, Activation.GELU, 0.1, embeddingSize, false));
    MaskedHead masked =
        new MaskedHead(
            network.parameters(),
            "",
            network.pieces(),
            network.hidden(),
            new MaskedHead.Shape(
                new TransformShape(Activation.GELU, true, 0.1, true),
                decoder,
                decoder != Decoder.EXTENDED));
    ClassHead classes = classes(network);
    TagHead tags = tags(network);
    network.parameters().allocate(DataType.DOUBLE).initialize(new Random(2));
    // Zeros at first, through which nothing would go back.
    network.headParameters().stream()
        .filter(parameter -> parameter.name().equals("cls.predictions.dense.weight"))
        .forEach(SeveralHeadsTest::randomize);
    TrainingCheck.check(
        network,
        pass ->
            network.train(
                pass,
                TOKENS.pieces(),
                List.of(
                    (hidden, dHidden) -> masked.train(pass, MASKED, hidden, PIECES, 0.9, dHidden),
                    step(classes, pass),
                    step(tags, pass))));
  }

  private static void randomize(Parameter parameter) {
    parameter.value().write(new Random(5).doubles(parameter.value().size()).toArray());
  }

  /** What a step gives: the loss, then the gradients of the encoder. */
  private static double[] train(EncoderNetwork network, Steps heads) {
    try (Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
      Trainable.Step step = network.train(pass, TOKENS.pieces(), heads.of(pass));
      double[] encoder =
          network.encoder().parameters().stream()
              .flatMapToDouble(each -> Arrays.stream(gradients.of(each).toDoubles()))
              .toArray();
      double[] all = Arrays.copyOf(encoder, encoder.length + 1);
      all[encoder.length] = step.loss();
      return all;
    }
  }

  private interface Steps {
    List<HeadStep> of(Pass pass);
  }

  @Test
  void whatHeadsTeachTheEncoderAddsUp() {
    try (EncoderNetwork network = TrainingCheck.withoutDropout()) {
      ClassHead classes =
          new ClassHead(network.parameters(), network.hidden(), PoolerShape.BERT, 3, 0);
      TagHead tags =
          new TagHead(
              network.parameters(),
              network.hidden(),
              new TagHead.Shape(TagPooling.FIRST, false, null),
              TransitionConstraints.none(2),
              0);
      network.initialize(new Random(2));
      double[] both = train(network, pass -> List.of(step(classes, pass), step(tags, pass)));
      double[] first = train(network, pass -> List.of(step(classes, pass)));
      double[] second = train(network, pass -> List.of(step(tags, pass)));
      for (int i = 0; i < both.length; i++) {
        assertThat(first[i] + second[i]).isCloseTo(both[i], within(1e-12));
      }
    }
  }

  @Test
  void aHeadTellsTheSameAloneAndBesideAnother() {
    try (EncoderNetwork alone = TrainingCheck.network();
        EncoderNetwork beside = TrainingCheck.network()) {
      TagHead expected = tags(alone);
      TagHead tags = tags(beside);
      ClassHead classes = classes(beside);
      alone.initialize(new Random(2));
      beside.initialize(new Random(2));
      try (Kernels kernels = Kernels.of(DataType.DOUBLE);
          Workspace workspace = new Workspace(DataType.DOUBLE)) {
        Pass pass = Pass.inference(kernels, workspace);
        assertThat(beside.scores(pass, TOKENS.sequences(), tags))
            .usingRecursiveComparison()
            .isEqualTo(alone.scores(pass, TOKENS.sequences(), expected));
        assertThat(beside.scores(pass, SEQUENCES, classes)).hasSize(3);
        assertThat(beside.headParameters())
            .extracting(Parameter::name)
            .containsExactly(
                "emissions.weight",
                "emissions.bias",
                "crf.transitions",
                "pooler.dense.weight",
                "pooler.dense.bias",
                "classifier.weight",
                "classifier.bias");
      }
    }
  }
}
