package org.neuralannotators.embed;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.encode.elmo.BiLanguageModel;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Embeds the sentences of a document one after the other, each with the state behind the one
 * before, as ELMo's original programs do. A document, which is a call, starts from zeros. Sentences
 * without tokens leave the state as it is.
 */
final class CarryingElmoEmbedder implements TokenEmbedder {
  private final ElmoEmbedding elmo;
  private final OpenModel open;

  /**
   * @param elmo is the embedder's from now on
   */
  CarryingElmoEmbedder(ModelManifest manifest, ElmoEmbedding elmo, EmbedderOptions options) {
    this.elmo = elmo;
    open = new OpenModel("embedder", manifest, options.run(), elmo::close);
  }

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    open.requireOpen();
    List<List<String>> encoded = elmo.encode(sentences);
    List<float[][]> vectors = new ArrayList<>();
    try (Workspace kept = Workspace.ofFloats()) {
      BiLanguageModel.State state = elmo.zeroState(kept, 1);
      open.lanes()
          .onLane(
              lane -> {
                Pass pass = lane.inference();
                for (List<String> sentence : encoded) {
                  lane.workspace().reset();
                  vectors.add(
                      sentence.isEmpty()
                          ? new float[0][]
                          : elmo.embed(pass, List.of(sentence), state).toArrays(pass).get(0));
                }
              });
    }
    return vectors;
  }

  @Override
  public int dimension() {
    return elmo.dimension();
  }

  @Override
  public ModelManifest manifest() {
    return open.manifest();
  }

  @Override
  public void close() {
    open.close();
  }
}
