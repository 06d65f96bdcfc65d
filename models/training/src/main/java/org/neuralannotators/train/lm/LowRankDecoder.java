package org.neuralannotators.train.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * A decoder whose weights stay, but for a product of two narrow matrices that is added to each
 * matrix of its attention: {@code W + alpha / rank A B} (LoRA: Hu et al. 2021, section 4.1; rows
 * are multiplied from the left here). The sums stand in the decoder's own parameters, so that it
 * computes as it always does. {@link #close()} frees what it has beside the decoder.
 */
final class LowRankDecoder implements Trainable<TextWindow>, AutoCloseable {
  private final DecoderNetwork decoder;
  private final double factor;
  private final Parameters parameters = new Parameters();

  /** The decoder's own matrices, as they were. */
  private final Parameters former = new Parameters();

  private final List<Addition> additions = new ArrayList<>();

  /** Gradients of the decoder's parameters, for passes that run at the same time. */
  private final Queue<Gradients> free = new ConcurrentLinkedQueue<>();

  /** The numbers of the narrow matrices that the decoder's matrices hold; null before any. */
  private double[] merged;

  /** A matrix of the decoder, how it was, and the factors of what is added. */
  private record Addition(Parameter sum, Parameter former, Parameter a, Parameter b) {}

  /**
   * @param decoder has its weights; it stays the caller's
   * @param random for the first factors; the second ones start as 0, so that nothing is added yet
   */
  LowRankDecoder(DecoderNetwork decoder, LowRankShape shape, RandomGenerator random) {
    this.decoder = decoder;
    factor = shape.factor();
    for (Parameter sum : decoder.parameters().all()) {
      String name = sum.name();
      if (name.endsWith(".attention.input.weight") || name.endsWith(".attention.output.weight")) {
        additions.add(addition(sum, shape.rank()));
      }
    }
    parameters.allocateLike(decoder.parameters()).initialize(random);
    former.allocateLike(decoder.parameters());
    additions.forEach(each -> each.former().value().copyFrom(each.sum().value()));
  }

  private Addition addition(Parameter sum, int rank) {
    double bound = 1 / Math.sqrt(sum.rows());
    return new Addition(
        sum,
        former.add(sum.name(), sum.rows(), sum.columns(), Initializer.zeros()),
        parameters.add(sum.name() + ".a", sum.rows(), rank, Initializer.uniform(bound)),
        parameters.add(sum.name() + ".b", rank, sum.columns(), Initializer.zeros()));
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
  public Step train(Pass pass, List<? extends TextWindow> windows, double weight) {
    merge(pass.kernels(), pass.workspace());
    Gradients full = free.poll();
    if (full == null) {
      full = new Gradients(decoder.parameters());
    }
    full.flat().clear();
    Step step =
        decoder.train(
            new Pass(pass.kernels(), pass.workspace(), full, pass.random()), windows, weight);
    for (Addition each : additions) {
      Matrix dSum = full.of(each.sum());
      pass.kernels().scale(dSum, factor);
      pass.kernels().multiply(dSum, false, each.b().value(), true, 1, pass.gradient(each.a()));
      pass.kernels().multiply(each.a().value(), true, dSum, false, 1, pass.gradient(each.b()));
    }
    free.add(full);
    return step;
  }

  /** Brings the decoder's matrices up to date with the parameters, which don't change meanwhile. */
  synchronized void merge(Kernels kernels, Workspace workspace) {
    double[] now = parameters.flat().toDoubles();
    if (Arrays.equals(now, merged)) {
      return;
    }
    Workspace.Mark mark = workspace.mark();
    for (Addition each : additions) {
      Matrix b = workspace.matrix(each.b().rows(), each.b().columns());
      kernels.copy(each.b().value(), b);
      kernels.scale(b, factor);
      Matrix sum = each.sum().value();
      kernels.copy(each.former().value(), sum);
      kernels.multiply(each.a().value(), false, b, false, 1, sum);
    }
    workspace.release(mark);
    merged = now;
  }

  @Override
  public void close() {
    free.forEach(Gradients::close);
    parameters.close();
    former.close();
  }
}
