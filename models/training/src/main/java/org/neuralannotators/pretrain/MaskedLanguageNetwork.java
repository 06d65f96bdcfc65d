package org.neuralannotators.pretrain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.MaskedHead;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.HeadStep;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * BERT's pretraining (Devlin et al. 2018, section 3.1): the loss of the masked pieces and, with
 * pairs of segments, that of how they belong together.
 */
public final class MaskedLanguageNetwork implements PretrainingNetwork {
  private final EncoderNetwork network;
  private final MaskedHead head;

  /** Null for none. */
  private final RelationHead relation;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param pairs whether it predicts how two segments belong together
   */
  public MaskedLanguageNetwork(
      BertArchitecture architecture, boolean pairs, EncoderDropout dropout) {
    network = EncoderNetwork.tied(architecture, dropout);
    head =
        new MaskedHead(
            network.parameters(),
            "",
            network.pieces(),
            network.hidden(),
            MaskedHead.Shape.ofBert(architecture, MaskedHeadShape.Decoder.TIED));
    relation = pairs ? new RelationHead(network.parameters(), network.hidden()) : null;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public Encoder encoder() {
    return network.encoder();
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
    List<HeadStep> heads = new ArrayList<>();
    heads.add(
        (hidden, dHidden) ->
            head.train(pass, batch.sequences(), hidden, batch.labels(), weight, dHidden));
    if (relation != null) {
      heads.add(
          (hidden, dHidden) ->
              relation.train(
                  pass, batch.pieces().rows(), hidden, batch.relations(), weight, dHidden));
    }
    return network.train(pass, batch.pieces(), heads);
  }

  @Override
  public PretrainingScore evaluate(
      Pass pass, List<MaskedSequence> sequences, RandomGenerator random) {
    MaskedBatch batch = MaskedBatch.of(sequences);
    Matrix hidden = encoder().encode(pass, batch.pieces());
    Matrix predicted = head.forward(pass, hidden, batch.masked()).scores();
    pass.kernels().softmax(predicted);
    Tally pieces = Tally.of(predicted, batch.allLabels());
    if (relation == null) {
      return new PretrainingScore(pieces, Tally.NONE);
    }
    Matrix related = relation.scores(pass, batch.pieces().rows(), hidden);
    pass.kernels().softmax(related);
    return new PretrainingScore(pieces, Tally.of(related, batch.relations()));
  }
}
