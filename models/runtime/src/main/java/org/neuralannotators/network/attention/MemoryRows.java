package org.neuralannotators.network.attention;

import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Where the keys of texts lie, each text's behind those of what was read before it. */
public final class MemoryRows {
  private final RaggedRows memory;
  private final RaggedRows texts;
  private final Indices ofMemory;
  private final Indices ofTexts;

  /**
   * @param memory how much was read before each text, 0 allowed
   * @param texts as many
   */
  public MemoryRows(Pass pass, RaggedRows memory, RaggedRows texts) {
    this.memory = memory;
    this.texts = texts;
    ofMemory = places(pass, memory, texts, 0);
    ofTexts = places(pass, texts, memory, 1);
  }

  /**
   * Where rows lie among all.
   *
   * @param ahead whether those of the others come first in each text: 1 or 0
   */
  private static Indices places(Pass pass, RaggedRows own, RaggedRows others, int ahead) {
    return pass.workspace()
        .indices(
            IntStream.range(0, own.sequences())
                .flatMap(
                    i -> {
                      int first = own.offset(i) + others.offset(i + ahead);
                      return IntStream.range(first, first + own.length(i));
                    })
                .toArray());
  }

  /**
   * Each piece attends to itself, to those before it in its text and to the memory.
   *
   * @param window how many it attends to, the last ones; 0 for all
   */
  public AttentionRows before(int window) {
    int[] offsets = new int[texts.sequences()];
    int[] lengths = new int[texts.sequences()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = memory.offset(i) + texts.offset(i);
      lengths[i] = memory.length(i) + texts.length(i);
    }
    return AttentionRows.behind(texts, offsets, lengths, window);
  }

  /** The rows of memory and of texts where they belong. */
  Matrix join(Pass pass, Matrix memoryRows, Matrix textRows) {
    Matrix all = pass.workspace().matrix(memoryRows.rows() + textRows.rows(), textRows.columns());
    pass.kernels().scatter(memoryRows, ofMemory, all);
    pass.kernels().scatter(textRows, ofTexts, all);
    return all;
  }

  /** The reverse of {@link #join}. */
  void part(Pass pass, Matrix all, Matrix memoryRows, Matrix textRows) {
    pass.kernels().gather(all, ofMemory, memoryRows);
    pass.kernels().gather(all, ofTexts, textRows);
  }
}
