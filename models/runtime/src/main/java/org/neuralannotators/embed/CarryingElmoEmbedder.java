package org.neuralannotators.embed;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.encode.elmo.BiLanguageModel;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Embeds the sentences of a document one after the other, each with the state behind the one
 * before, as ELMo's original programs do. A document, which is a call, starts from zeros. Sentences
 * without tokens leave the state as it is.
 */
final class CarryingElmoEmbedder implements TokenEmbedding {
  private final ElmoEmbedding elmo;
  private final Lanes lanes;
  private final int batchTokens;

  /**
   * @param elmo stays the caller's
   * @param lanes stay the caller's
   */
  CarryingElmoEmbedder(ElmoEmbedding elmo, Lanes lanes, int batchTokens) {
    this.elmo = elmo;
    this.lanes = lanes;
    this.batchTokens = batchTokens;
  }

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    List<List<String>> encoded = elmo.encode(sentences);
    List<float[][]> vectors = new ArrayList<>();
    try (Workspace kept = Workspace.ofFloats()) {
      BiLanguageModel.State state = elmo.zeroState(kept, 1);
      lanes.onLane(
          lane -> {
            for (List<String> sentence : encoded) {
              lane.workspace().reset();
              vectors.add(sentence.isEmpty() ? new float[0][] : embed(lane, sentence, state));
            }
          });
    }
    return vectors;
  }

  private float[][] embed(Lanes.Lane lane, List<String> sentence, BiLanguageModel.State state) {
    return lane.infer(
        elmo.rows(sentence),
        batchTokens,
        pass -> elmo.embed(pass, List.of(sentence), state).toArrays(pass).get(0));
  }

  @Override
  public int dimension() {
    return elmo.dimension();
  }
}
