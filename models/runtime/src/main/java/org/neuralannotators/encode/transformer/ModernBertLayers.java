package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.RotaryPositions;
import org.neuralannotators.network.attention.Rotation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.RotaryLayer;

/**
 * ModernBERT's layers (Warner et al. 2024, section 2.1): some attend to whole sequences, the others
 * to what is near, each kind with its own rotary positions. The last one is normalised.
 */
final class ModernBertLayers implements Layers {
  private final ModernBertArchitecture architecture;
  private final List<RotaryLayer> layers;
  private final LayerNorm last;
  private final RotaryPositions global;
  private final RotaryPositions local;

  /**
   * @param last behind the last layer
   */
  ModernBertLayers(ModernBertArchitecture architecture, List<RotaryLayer> layers, LayerNorm last) {
    this.architecture = architecture;
    this.layers = List.copyOf(layers);
    this.last = last;
    int size = architecture.hidden() / architecture.heads();
    global = new RotaryPositions(size, architecture.globalBase());
    local = new RotaryPositions(size, architecture.localBase());
  }

  @Override
  public int count() {
    return layers.size();
  }

  @Override
  public Run over(Pass pass, PieceBatch batch) {
    RaggedRows rows = batch.rows();
    AttentionRows all =
        pass.training() ? AttentionRows.within(rows) : AttentionRows.withinByBlocks(rows);
    AttentionRows near = AttentionRows.near(rows, architecture.localDistance());
    Rotation globalRotation = global.over(pass, rows);
    Rotation localRotation = local.over(pass, rows);
    return (i, x) -> {
      boolean whole = architecture.isGlobal(i);
      Traced traced =
          layers
              .get(i)
              .forward(pass, whole ? all : near, whole ? globalRotation : localRotation, x);
      return i < layers.size() - 1 ? traced : normalized(pass, traced);
    };
  }

  private Traced normalized(Pass pass, Traced traced) {
    LayerNorm.Trace normed = last.forward(pass, traced.output());
    return new Traced(
        normed.output(), (back, dy) -> traced.backward(back, last.backward(back, normed, dy)));
  }
}
