package org.neuralannotators.pretrain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.BertEncoder;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * BERT's pretraining (Devlin et al. 2018, section 3.1): the loss of the masked pieces and, with
 * pairs of segments, that of how they belong together.
 */
public final class MaskedLanguageNetwork implements PretrainingNetwork {
  private final Parameters parameters = new Parameters();
  private final Encoder encoder;
  private final MaskedLanguageHead head;
  private final RelationHead relation;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param pairs whether it predicts how two segments belong together
   */
  public MaskedLanguageNetwork(
      BertArchitecture architecture, boolean pairs, EncoderDropout dropout) {
    Parameter pieces =
        parameters.add(
            EncoderArchitecture.PIECES,
            architecture.vocabulary(),
            architecture.embeddingSize(),
            Initializer.embedding());
    encoder = BertEncoder.of(parameters, EmbeddingTable.of(pieces), architecture, dropout);
    head = new MaskedLanguageHead(parameters, "", pieces, architecture);
    relation = pairs ? new RelationHead(parameters, architecture) : null;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Encoder encoder() {
    return encoder;
  }

  @Override
  public Map<String, List<Parameter>> heads() {
    Map<String, List<Parameter>> heads = new LinkedHashMap<>();
    heads.put("masked-language head", head.parameters());
    if (relation != null) {
      heads.put("pooler", relation.pooler().parameters());
      heads.put("sentence-pair head", relation.parameters());
    }
    return heads;
  }

  @Override
  public Step train(Pass pass, List<? extends MaskedSequence> examples, double weight) {
    MaskedBatch batch = MaskedBatch.of(examples);
    Encoder.Forward trace = encoder.forward(pass, batch.pieces());
    Matrix hidden = trace.output();
    Matrix dHidden = pass.workspace().zeros(hidden.rows(), hidden.columns());
    MaskedLanguageHead.Trace predicted = head.forward(pass, hidden, batch.masked());
    pass.kernels().softmax(predicted.scores());
    double loss = head.backward(pass, predicted, batch.labels(), weight, dHidden);
    if (relation != null) {
      RelationHead.Trace related = relation.forward(pass, batch.pieces().rows(), hidden);
      loss += relation.backward(pass, related, batch.relations(), weight, dHidden);
    }
    return new Step(loss, trace.backward(pass, dHidden));
  }

  @Override
  public PretrainingScore evaluate(
      Pass pass, List<MaskedSequence> sequences, RandomGenerator random) {
    MaskedBatch batch = MaskedBatch.of(sequences);
    Matrix hidden = encoder.encode(pass, batch.pieces());
    Matrix predicted = head.forward(pass, hidden, batch.masked()).scores();
    pass.kernels().softmax(predicted);
    Tally pieces = Tally.of(predicted, batch.labels());
    if (relation == null) {
      return new PretrainingScore(pieces, Tally.NONE);
    }
    Matrix related = relation.forward(pass, batch.pieces().rows(), hidden).scores();
    pass.kernels().softmax(related);
    return new PretrainingScore(pieces, Tally.of(related, batch.relations()));
  }
}
