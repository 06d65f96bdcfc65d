package org.neuralannotators.network.lowrank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * A network whose weights stay, but for products of low rank that are added to the matrices of its
 * attention, and for some parameters that learn as they are. Sums and these stand in the network's
 * own parameters, so that it computes as it always does. {@link #close()} frees what this has
 * beside the network.
 *
 * @param <E> an example
 */
public final class LowRankNetwork<E> implements Trainable<E>, AutoCloseable {
  private final Trainable<E> network;
  private final Parameters parameters = new Parameters();
  private final LowRankProducts products;

  /** The network's matrices to which something is added, as they were. */
  private final Parameters former = new Parameters();

  /** From {@link #former} to the network's matrices. */
  private final List<Copy> matrices = new ArrayList<>();

  /** From {@link #parameters} to those of the network that learn as they are. */
  private final List<Copy> copies = new ArrayList<>();

  /** Gradients of the network's parameters, for passes that run at the same time. */
  private final Queue<Gradients> free = new ConcurrentLinkedQueue<>();

  /** The numbers of the parameters that the network holds; null before any. */
  private double[] merged;

  private record Copy(Parameter from, Parameter to) {
    /** Gives the source the numbers of its copy. */
    void begin() {
      from.value().copyFrom(to.value());
    }

    void make() {
      to.value().copyFrom(from.value());
    }
  }

  /**
   * @param network has its weights; it stays the caller's
   * @param plain those of its parameters that learn as they are, such as its heads'
   * @param rank of the products
   * @param alpha what is added is multiplied by {@code alpha / rank}
   * @param random for the first factors of the products
   * @throws IllegalArgumentException when it has no attention
   */
  public LowRankNetwork(
      Trainable<E> network,
      Collection<Parameter> plain,
      int rank,
      double alpha,
      RandomGenerator random) {
    this.network = network;
    List<Parameter> attention = LowRankProducts.attention(network.parameters().all());
    if (attention.isEmpty()) {
      throw new IllegalArgumentException(
          "The network has no matrices of attention; expected some, to which products of low rank"
              + " are added");
    }
    products = new LowRankProducts(attention, rank, alpha, parameters);
    attention.forEach(each -> matrices.add(copy(former, each)));
    plain.forEach(each -> copies.add(copy(parameters, each)));
    parameters.allocateLike(network.parameters()).initialize(random);
    former.allocateLike(network.parameters());
    matrices.forEach(Copy::begin);
    copies.forEach(Copy::begin);
  }

  private static Copy copy(Parameters parameters, Parameter of) {
    return new Copy(parameters.add(of.name(), of.rows(), of.columns(), Initializer.zeros()), of);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EmbeddingTable table() {
    return null;
  }

  @Override
  public Step train(Pass pass, List<? extends E> examples, double weight) {
    merge();
    Gradients all = free.poll();
    if (all == null) {
      all = new Gradients(network.parameters());
    }
    all.flat().clear();
    Step step =
        network.train(
            new Pass(pass.kernels(), pass.workspace(), all, pass.random()), examples, weight);
    products.backward(pass, all);
    for (Copy each : copies) {
      pass.kernels().add(all.of(each.to()), pass.gradient(each.from()));
    }
    free.add(all);
    return new Step(step.loss(), null);
  }

  /** Brings the network up to date with the parameters, which don't change meanwhile. */
  public synchronized void merge() {
    double[] now = parameters.flat().toDoubles();
    if (Arrays.equals(now, merged)) {
      return;
    }
    matrices.forEach(Copy::make);
    products.add();
    copies.forEach(Copy::make);
    merged = now;
  }

  @Override
  public void close() {
    free.forEach(Gradients::close);
    products.close();
    parameters.close();
    former.close();
  }
}
