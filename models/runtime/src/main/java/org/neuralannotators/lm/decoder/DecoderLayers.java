package org.neuralannotators.lm.decoder;

import java.util.List;
import java.util.function.IntFunction;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.DecoderMemory;
import org.neuralannotators.network.attention.LayerMemory;
import org.neuralannotators.network.attention.RotaryPositions;
import org.neuralannotators.network.attention.Rotation;
import org.neuralannotators.network.attention.TextRows;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.DecoderBlock;

/**
 * The layers of a decoder.
 *
 * @param blocks from the lowest
 * @param memory for so many texts that grow
 * @param rotary null where positions aren't rotations
 * @param window how many pieces one attends to; 0 for all before it
 * @param <M> what is kept of texts that grow
 */
record DecoderLayers<M extends DecoderMemory>(
    List<DecoderBlock<M>> blocks, IntFunction<M> memory, RotaryPositions rotary, int window) {
  /**
   * Whole texts.
   *
   * @param embedded their pieces
   * @param memories of what was read before each, to which the texts are added
   */
  Traced forward(Pass pass, RaggedRows rows, Traced embedded, List<TextMemory> memories) {
    Rotation rotation = rotary == null ? null : rotary.over(pass, rows);
    MemoryBatch before = new MemoryBatch(pass, rows, memories);
    AttentionRows attention = before.attention(window);
    Traced hidden = embedded;
    for (int i = 0; i < blocks.size(); i++) {
      DecoderBlock<M> block = blocks.get(i);
      LayerMemory memory = before.layer(i, hidden.output(), block.inputNorm());
      TextRows text = new TextRows(rows, attention, rotation, memory);
      hidden = hidden.then(x -> block.forward(pass, text, x));
    }
    before.keep();
    return hidden;
  }

  /** Begins to read texts piece by piece. */
  Growing<M> begin(int texts) {
    return new Growing<>(this, memory.apply(texts));
  }

  /**
   * The layers with what they keep of texts.
   *
   * @param memory of the texts
   */
  record Growing<M extends DecoderMemory>(DecoderLayers<M> layers, M memory) {
    /**
     * What the memory was extended for.
     *
     * @param embedded the pieces
     */
    Matrix step(Pass pass, Matrix embedded) {
      RotaryPositions rotary = layers.rotary();
      Rotation rotation = rotary == null ? null : rotary.at(pass, memory.places());
      Matrix hidden = embedded;
      for (int i = 0; i < layers.blocks().size(); i++) {
        hidden = layers.blocks().get(i).step(pass, rotation, hidden, memory, i);
      }
      return hidden;
    }
  }
}
