package org.neuralannotators.train.lowrank;

import java.io.IOException;
import java.util.Collection;
import java.util.Random;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.lowrank.LowRankNetwork;
import org.neuralannotators.network.lowrank.LowRankProducts;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;

/**
 * A recipe of which only products of low rank and the heads learn. Whenever the recipe looks at its
 * network, that has what was learnt.
 *
 * @param <E> an example
 */
public final class LowRankRecipe<E> implements Recipe<E> {
  private final Recipe<E> recipe;
  private final boolean apart;
  private final LowRankNetwork<E> network;

  private LowRankRecipe(
      Recipe<E> recipe, LowRankShape shape, Collection<Parameter> plain, long seed) {
    this.recipe = recipe;
    apart = shape.apart();
    network =
        new LowRankNetwork<>(
            recipe.network(), plain, shape.rank(), shape.alpha(), new Random(seed));
  }

  /**
   * The recipe, of which only that learns if a shape says so.
   *
   * @param recipe closed with this, or at once where this fails
   * @param shape null when all weights learn
   * @param plain those of its network's parameters that learn as they are
   * @throws IllegalArgumentException when the network has no attention
   */
  public static <E> Recipe<E> of(
      Recipe<E> recipe, LowRankShape shape, Collection<Parameter> plain, long seed)
      throws IOException {
    return shape == null
        ? recipe
        : Handover.to(() -> new LowRankRecipe<>(recipe, shape, plain, seed), recipe::close);
  }

  @Override
  public Trainable<E> network() {
    return network;
  }

  /** Factors are updated as their matrix would be. */
  @Override
  public UpdateRule rule(String parameter) {
    return recipe.rule(LowRankProducts.matrix(parameter));
  }

  @Override
  public Batches<E> batches() {
    return recipe.batches();
  }

  @Override
  public DevScores dev() {
    DevScores dev = recipe.dev();
    return new DevScores(
        dev.metrics(),
        () -> {
          network.merge();
          return dev.scores().get();
        },
        dev.best());
  }

  @Override
  public ModelManifestBuilder manifest() {
    network.merge();
    return recipe.manifest();
  }

  @Override
  public BundleWriter files() throws IOException {
    if (apart) {
      return NetworkWeights.write(network.parameters().all(), TensorType.F32, new BundleWriter());
    }
    network.merge();
    return recipe.files();
  }

  @Override
  public void close() {
    network.close();
    recipe.close();
  }
}
