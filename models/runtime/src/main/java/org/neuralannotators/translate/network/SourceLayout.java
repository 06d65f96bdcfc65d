package org.neuralannotators.translate.network;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.text.PieceModel;

/**
 * Where a recurrent encoder's rows lie, and where the decoder wants them.
 *
 * @param batch the encoder's rows, in the order in which it reads
 * @param pieces of the encoder's rows
 * @param sources the rows for the attention: source after source, from left to right, the end last
 * @param places for each of these rows the encoder's row
 * @param ends for each source the row that the encoder reads last
 * @param order for each of the encoder's sequences the number of its source
 */
record SourceLayout(
    SequenceBatch batch,
    Indices pieces,
    RaggedRows sources,
    Indices places,
    Indices ends,
    Indices order) {
  /**
   * @param sources pieces without marks
   * @param reversed whether the encoder reads from right to left
   */
  static SourceLayout of(Pass pass, List<int[]> sources, boolean reversed) {
    int[] lengths = sources.stream().mapToInt(source -> source.length + 1).toArray();
    PackedSequence packed = new PackedSequence(lengths);
    RaggedRows ragged = new RaggedRows(lengths);
    int[] pieces = new int[packed.rows()];
    int[] places = new int[packed.rows()];
    int[] ends = new int[lengths.length];
    int[] order = IntStream.range(0, lengths.length).map(packed::original).toArray();
    for (int position = 0; position < order.length; position++) {
      int number = order[position];
      int[] source = sources.get(number);
      ends[number] = packed.row(position, source.length);
      pieces[ends[number]] = PieceModel.END;
      places[ragged.offset(number) + source.length] = ends[number];
      for (int j = 0; j < source.length; j++) {
        int row = packed.row(position, reversed ? source.length - 1 - j : j);
        pieces[row] = source[j];
        places[ragged.offset(number) + j] = row;
      }
    }
    return new SourceLayout(
        SequenceBatch.of(packed, pass.workspace()),
        pass.workspace().indices(pieces),
        ragged,
        pass.workspace().indices(places),
        pass.workspace().indices(ends),
        pass.workspace().indices(order));
  }
}
