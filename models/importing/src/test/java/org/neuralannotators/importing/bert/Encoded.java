package org.neuralannotators.importing.bert;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.embed.BertArchitecture;
import org.neuralannotators.embed.BertCheckpoint;
import org.neuralannotators.embed.BertEncoder;
import org.neuralannotators.embed.BertPooler;
import org.neuralannotators.embed.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** What an imported encoder and its pooler give. */
record Encoded(double[] hidden, double[] pooled) {
  static Encoded of(BertCheckpoint checkpoint, List<int[]> sequences) throws BundleException {
    BertArchitecture architecture = checkpoint.architecture();
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces =
            EmbeddingTable.ofFloats(
                BertEncoder.PIECES, architecture.vocabulary(), architecture.embeddingSize());
        Lanes lanes = Lanes.ofFloats(1)) {
      BertEncoder encoder = new BertEncoder(parameters, pieces, architecture, 0, 0);
      BertPooler pooler = new BertPooler(parameters, architecture);
      parameters.allocateLike(pieces);
      checkpoint.copyTo(encoder);
      checkpoint.copyTo(pooler);
      PieceBatch batch = PieceBatch.of(sequences);
      Encoded[] result = new Encoded[1];
      lanes.run(
          1,
          (lane, number) -> {
            Pass pass = Pass.inference(lane.kernels(), lane.workspace());
            Matrix hidden = encoder.encode(pass, batch);
            result[0] =
                new Encoded(
                    hidden.toDoubles(),
                    pooler.forward(pass, batch.rows(), hidden).output().toDoubles());
          });
      return result[0];
    }
  }
}
