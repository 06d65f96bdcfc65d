package org.neuralannotators.importing.bert;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.Pooler;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** What an imported encoder and its pooler give. */
record Encoded(double[] hidden, double[] pooled) {
  static Encoded of(EncoderCheckpoint checkpoint, List<int[]> sequences) throws BundleException {
    EncoderArchitecture architecture = checkpoint.architecture();
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces =
            EmbeddingTable.ofFloats(
                EncoderArchitecture.PIECES,
                architecture.vocabulary(),
                architecture.embeddingSize());
        Lanes lanes = Lanes.ofFloats(1)) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      Pooler pooler = new Pooler(parameters, architecture.hidden());
      parameters.allocateLike(pieces);
      checkpoint.copyTo(encoder);
      checkpoint.copyTo(pooler.parameters());
      PieceBatch batch = PieceBatch.of(sequences.stream().map(PieceSequence::of).toList());
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
