package org.neuralannotators.train.lowrank;

import static org.neuralannotators.network.Measures.requirePositive;

import java.util.Objects;
import org.neuralannotators.train.config.Keys;

/**
 * How much of a network is learnt where its own weights stay (LoRA: Hu et al. 2021).
 *
 * @param rank of what is added to each matrix
 * @param alpha what is added is multiplied by {@code alpha / rank}; {@code rank} by default
 * @param apart whether what is learnt becomes a bundle of its own, an adapter, and is not added to
 *     the weights. Decoders only
 */
public record LowRankShape(Integer rank, Double alpha, boolean apart) {
  public LowRankShape {
    Keys.require("lora.rank", rank);
    requirePositive("lora.rank", rank);
    alpha = Objects.requireNonNullElse(alpha, (double) rank);
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("[lora.alpha] is [" + alpha + "]; expected more than 0");
    }
  }

  /**
   * Refuses what only decoders have.
   *
   * @throws IllegalArgumentException when it is given
   */
  public void requireNotApart() {
    if (apart) {
      throw new IllegalArgumentException(
          "[bert.lora.apart] is [true]; expected it for decoders alone: leave it out, and what is"
              + " learnt becomes a part of the model's weights");
    }
  }
}
