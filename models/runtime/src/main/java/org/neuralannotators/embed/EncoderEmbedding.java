package org.neuralannotators.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.PieceEncoder;
import org.neuralannotators.encode.TokenPooling;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.Tokenizer;

/**
 * Makes vectors with an encoder: of a token the mean of its pieces'. A sentence that is too long is
 * read in windows that overlap by half; a token's vector is from the one where it has most context.
 */
final class EncoderEmbedding implements EmbeddingNetwork<EncodedPieces> {
  private final PieceEncoder pieces;
  private final EncoderNetwork network;
  private final LayerCollector.Shape shape;

  /**
   * @throws BundleException when the checkpoint has not the weights that its architecture needs
   */
  EncoderEmbedding(EncoderCheckpoint checkpoint, EmbedderOptions.Layers layers)
      throws BundleException {
    EncoderArchitecture architecture = checkpoint.architecture();
    int positions = architecture.maximumPositions();
    Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
    int room = positions - tokenizer.special().addedToSingle();
    pieces = new PieceEncoder(tokenizer, positions, Math.max(1, room / 2), 0, 0);
    shape =
        new LayerCollector.Shape(layers, null, 1 + architecture.layers(), architecture.hidden());
    network = new EncoderNetwork(architecture, EncoderDropout.NONE).filledForUse(checkpoint);
  }

  @Override
  public List<EncodedPieces> encode(List<? extends List<String>> sentences) {
    return pieces.encode(sentences);
  }

  @Override
  public int rows(EncodedPieces sentence) {
    return sentence.pieces();
  }

  @Override
  public TokenVectors embed(Pass pass, List<EncodedPieces> sentences) {
    List<TokenSequence> windows =
        sentences.stream().flatMap(sentence -> sentence.windows().stream()).toList();
    int[] lengths = sentences.stream().mapToInt(EncodedPieces::tokens).toArray();
    LayerCollector layers = new LayerCollector(pass, shape, Arrays.stream(lengths).sum());
    Workspace.Mark mark = pass.workspace().mark();
    int next = 0;
    for (EncoderBatch<TokenSequence> block : EncoderBatch.blocks(windows)) {
      int[] firsts = block.places(TokenSequence::firsts);
      int begin = next;
      int end = begin + firsts.length;
      TokenPooling pooling =
          TokenPooling.mean(pass, firsts, block.join(TokenSequence::counts), shape.columns());
      network
          .encoder()
          .encode(
              pass,
              block.pieces(),
              (hidden, layer) -> {
                Matrix place = layers.place(layer);
                if (place != null) {
                  pooling.forward(pass, hidden, place.rows(begin, end));
                }
              });
      pass.workspace().release(mark);
      next = end;
    }
    List<int[]> rows = new ArrayList<>();
    int row = 0;
    for (int length : lengths) {
      rows.add(IntStream.range(row, row + length).toArray());
      row += length;
    }
    return new TokenVectors(layers.vectors(), rows);
  }

  @Override
  public int dimension() {
    return shape.dimension();
  }

  @Override
  public int layers() {
    return shape.count();
  }

  @Override
  public void close() {
    network.close();
  }
}
