package org.neuralannotators.pretrain;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.BertEmbeddings;
import org.neuralannotators.encode.transformer.BertEncoder;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.MaskedHead;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * ELECTRA's pretraining (Clark et al. 2020): a small generator predicts masked pieces, samples from
 * its softmax take their place, and the discriminator tells which pieces aren't the text's. Both
 * share all embeddings. No gradient goes through the samples. The discriminator's encoder is what
 * is kept.
 */
public final class ElectraNetwork implements PretrainingNetwork {
  private static final String GENERATOR = "generator.";

  private final Parameters parameters = new Parameters();
  private final double detectionWeight;
  private final Encoder discriminator;
  private final DetectionHead detection;
  private final Encoder generator;
  private final MaskedHead head;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param architecture of the discriminator
   * @param generatorWidth by which its heads, its hidden and its inner columns are multiplied for
   *     the generator
   * @param detectionWeight by which the discriminator's loss is multiplied
   */
  public ElectraNetwork(
      BertArchitecture architecture,
      double generatorWidth,
      double detectionWeight,
      EncoderDropout dropout) {
    this.detectionWeight = detectionWeight;
    Parameter table =
        parameters.add(
            EncoderArchitecture.PIECES,
            architecture.vocabulary(),
            architecture.embeddingSize(),
            Initializer.embedding());
    EmbeddingTable pieces = EmbeddingTable.of(table);
    BertEmbeddings embeddings = new BertEmbeddings(parameters, pieces, architecture, dropout);
    discriminator = BertEncoder.over(embeddings, parameters, "", architecture, dropout);
    detection = new DetectionHead(parameters, architecture);
    BertArchitecture small = generator(architecture, generatorWidth);
    generator = BertEncoder.over(embeddings, parameters, GENERATOR, small, dropout);
    head =
        new MaskedHead(
            parameters,
            GENERATOR,
            pieces,
            small.hidden(),
            MaskedHead.Shape.ofBert(small, MaskedHeadShape.Decoder.TIED));
  }

  /** The generator's architecture: as many layers, and heads as wide, but fewer of them. */
  static BertArchitecture generator(BertArchitecture full, double width) {
    int heads = Math.max(1, (int) Math.round(full.heads() * width));
    return new BertArchitecture(
        full.layers(),
        heads,
        heads * (full.hidden() / full.heads()),
        Math.max(1, (int) Math.round(full.intermediate() * width)),
        full.maximumPositions(),
        full.vocabulary(),
        full.segments(),
        full.activation(),
        full.epsilon(),
        full.embeddingSize(),
        full.sharedLayers());
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Encoder encoder() {
    return discriminator;
  }

  /** None: the next task has no use for them without the generator. */
  @Override
  public Map<String, List<Parameter>> heads() {
    return Map.of();
  }

  @Override
  public Step train(Pass pass, List<? extends MaskedSequence> examples, double weight) {
    MaskedBatch batch = MaskedBatch.of(examples);
    Workspace.Mark mark = pass.workspace().mark();
    Encoder.Forward generated = generator.forward(pass, batch.pieces());
    MaskedHead.Trace predicted = head.forward(pass, generated.output(), batch.masked());
    pass.kernels().softmax(predicted.scores());
    int[] samples = sample(predicted.scores(), pass.random());
    Matrix hidden = generated.output();
    Matrix dGenerated = pass.workspace().zeros(hidden.rows(), hidden.columns());
    double loss = head.backward(pass, predicted, batch.allLabels(), weight, dGenerated);
    generated.backward(pass, dGenerated);
    pass.workspace().release(mark);

    Encoder.Forward read = discriminator.forward(pass, batch.filled(samples));
    DetectionHead.Gradient detected =
        detection.backward(
            pass,
            detection.forward(pass, read.output()),
            replaced(batch, samples),
            detectionWeight * weight);
    read.backward(pass, detected.hidden());
    return new Step(loss + detected.loss(), null);
  }

  /** For each row a column, as likely as the row says. */
  private static int[] sample(Matrix probabilities, RandomGenerator random) {
    int[] samples = new int[probabilities.rows()];
    for (int i = 0; i < samples.length; i++) {
      float[] row = probabilities.rows(i, i + 1).toFloats();
      double left = random.nextDouble();
      int column = 0;
      while (column + 1 < row.length && left >= row[column]) {
        left -= row[column++];
      }
      samples[i] = column;
    }
    return samples;
  }

  /** Which pieces aren't the text's; a sample that happens to be right is. */
  private static boolean[] replaced(MaskedBatch batch, int[] samples) {
    boolean[] replaced = new boolean[batch.pieces().ids().length];
    int[] masked = batch.masked();
    int[] labels = batch.allLabels();
    for (int i = 0; i < samples.length; i++) {
      replaced[masked[i]] = samples[i] != labels[i];
    }
    return replaced;
  }

  @Override
  public PretrainingScore evaluate(
      Pass pass, List<MaskedSequence> sequences, RandomGenerator random) {
    MaskedBatch batch = MaskedBatch.of(sequences);
    Matrix hidden = generator.encode(pass, batch.pieces());
    Matrix predicted = head.forward(pass, hidden, batch.masked()).scores();
    pass.kernels().softmax(predicted);
    int[] samples = sample(predicted, random);
    PieceBatch filled = batch.filled(samples);
    DetectionHead.Trace detected = detection.forward(pass, discriminator.encode(pass, filled));
    return new PretrainingScore(
        Tally.of(predicted, batch.allLabels()),
        DetectionHead.tally(detected, replaced(batch, samples)));
  }
}
