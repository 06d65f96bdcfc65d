package org.neuralannotators.train.lm;

import static org.neuralannotators.network.Measures.requirePositive;

import java.util.Objects;
import org.neuralannotators.train.config.Keys;

/**
 * How much of a decoder is learnt where its own weights stay (LoRA: Hu et al. 2021).
 *
 * @param rank of what is added to each matrix
 * @param alpha what is added is multiplied by {@code alpha / rank}; {@code rank} by default
 */
public record LowRankShape(Integer rank, Double alpha) {
  public LowRankShape {
    Keys.require("lora.rank", rank);
    requirePositive("lora.rank", rank);
    alpha = Objects.requireNonNullElse(alpha, (double) rank);
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("[lora.alpha] is [" + alpha + "]; expected more than 0");
    }
  }

  double factor() {
    return alpha / rank;
  }
}
