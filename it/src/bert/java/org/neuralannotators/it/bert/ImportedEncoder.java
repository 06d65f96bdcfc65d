package org.neuralannotators.it.bert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.Pooler;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes.Lane;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** An encoder with the weights of a checkpoint, and its pooler if the checkpoint has one. */
final class ImportedEncoder implements AutoCloseable {
  final EncoderCheckpoint checkpoint;
  private final Parameters parameters = new Parameters();
  private final EmbeddingTable pieces;
  private final Encoder encoder;
  private final Pooler pooler;

  ImportedEncoder(Path model, Path tokenizer) throws IOException {
    this(BertImporter.readOnnx(model, tokenizer));
  }

  ImportedEncoder(EncoderCheckpoint checkpoint) throws BundleException {
    this.checkpoint = checkpoint;
    pieces = checkpoint.architecture().newPieces();
    encoder = checkpoint.architecture().encoder(parameters, pieces, EncoderDropout.NONE);
    pooler = new Pooler(parameters, checkpoint.architecture().hidden());
    parameters.allocateLike(pieces);
    try {
      checkpoint.copyTo(encoder);
      if (checkpoint.has(pooler.parameters())) {
        checkpoint.copyTo(pooler.parameters());
      }
    } catch (BundleException e) {
      close();
      throw e;
    }
  }

  /** The hidden states, one row for each piece. */
  Matrix encode(Lane lane, List<int[]> sequences) {
    return encoder.encode(
        lane.inference(), PieceBatch.of(sequences.stream().map(PieceSequence::of).toList()));
  }

  /** A row for each sequence. */
  Matrix pool(Lane lane, List<int[]> sequences) {
    PieceBatch batch = PieceBatch.of(sequences.stream().map(PieceSequence::of).toList());
    Pass pass = lane.inference();
    return pooler.forward(pass, batch.rows(), encoder.encode(pass, batch)).output();
  }

  @Override
  public void close() {
    parameters.close();
    pieces.close();
  }
}
