package org.neuralannotators.lm.decoder;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.LayerMemory;
import org.neuralannotators.network.attention.MemoryRows;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** The memories of texts that are read together, for one pass. */
final class MemoryBatch {
  private final Pass pass;
  private final RaggedRows texts;
  private final List<TextMemory> memories;
  private final RaggedRows before;

  /** Null where nothing was read before. */
  private final MemoryRows rows;

  /** Of each layer so far what each text's memory will be. */
  private final List<float[][]> kept = new ArrayList<>();

  /**
   * @param memories of each text; changed by {@link #keep} alone
   */
  MemoryBatch(Pass pass, RaggedRows texts, List<TextMemory> memories) {
    this.pass = pass;
    this.texts = texts;
    this.memories = memories;
    before = new RaggedRows(memories.stream().mapToInt(TextMemory::pieces).toArray());
    rows = before.rows() == 0 ? null : new MemoryRows(pass, before, texts);
  }

  /** Each piece attends to those before it, in its text and in the memory. */
  AttentionRows attention(int window) {
    return rows == null ? AttentionRows.causal(texts, window) : rows.before(window);
  }

  /**
   * What the input of the next layer was for the pieces before; what it is now will be kept.
   *
   * @param x the input
   * @param norm what attention's input is normalised by
   * @return null where nothing was read before
   */
  LayerMemory layer(int number, Matrix x, Norm norm) {
    float[][] last = new float[memories.size()][];
    for (int i = 0; i < last.length; i++) {
      last[i] = last(i, number, x);
    }
    kept.add(last);
    return rows == null ? null : new LayerMemory(rows, states(number, x.columns()), norm);
  }

  private float[] last(int text, int layer, Matrix x) {
    TextMemory memory = memories.get(text);
    int added = Math.min(memory.most(), texts.length(text));
    int former = keptLength(text) - added;
    int end = texts.offset(text) + texts.length(text);
    float[] all = new float[(former + added) * x.columns()];
    if (former > 0) {
      float[] own = memory.layer(layer);
      int length = former * x.columns();
      System.arraycopy(own, own.length - length, all, 0, length);
    }
    float[] now = x.rows(end - added, end).toFloats();
    System.arraycopy(now, 0, all, all.length - now.length, now.length);
    return all;
  }

  private int keptLength(int text) {
    return Math.min(memories.get(text).most(), before.length(text) + texts.length(text));
  }

  private Matrix states(int layer, int columns) {
    Matrix states = pass.workspace().matrix(before.rows(), columns);
    for (int i = 0; i < memories.size(); i++) {
      if (before.length(i) > 0) {
        int from = before.offset(i);
        states.rows(from, from + before.length(i)).write(memories.get(i).layer(layer));
      }
    }
    return states;
  }

  /** Adds the texts to the memories. */
  void keep() {
    for (int i = 0; i < memories.size(); i++) {
      int text = i;
      if (memories.get(i).most() > 0) {
        float[][] layers = kept.stream().map(layer -> layer[text]).toArray(float[][]::new);
        memories.get(i).set(keptLength(i), layers);
      }
    }
  }
}
