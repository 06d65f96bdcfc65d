package org.neuralannotators.network.lowrank;

import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Products of two narrow matrices that are added to matrices of a network: {@code W + alpha / rank
 * A B} (Hu et al. 2021, section 4.1; rows are multiplied from the left here). The sums are taken in
 * the precision of the network's numbers, whatever that of its products is. {@link #close()} frees
 * what this needs beside the parameters.
 */
public final class LowRankProducts implements AutoCloseable {
  private static final String A = ".a";
  private static final String B = ".b";

  private final double factor;
  private final List<Product> products;
  private final Kernels kernels;
  private final Workspace workspace;

  private record Product(Parameter matrix, Parameter a, Parameter b) {}

  /**
   * @param matrices of a network, which have memory: at least one
   * @param rank of the products
   * @param parameters get both factors of each product, which have no memory yet; the second
   *     factors begin as 0, so that nothing is added
   */
  public LowRankProducts(List<Parameter> matrices, int rank, double alpha, Parameters parameters) {
    factor = alpha / rank;
    products = matrices.stream().map(matrix -> product(matrix, rank, parameters)).toList();
    DataType type = matrices.get(0).value().memory().dataType();
    kernels = Kernels.of(type);
    workspace = new Workspace(type);
  }

  private static Product product(Parameter matrix, int rank, Parameters parameters) {
    Initializer uniform = Initializer.uniform(1 / Math.sqrt(matrix.rows()));
    return new Product(
        matrix,
        parameters.add(matrix.name() + A, matrix.rows(), rank, uniform),
        parameters.add(matrix.name() + B, rank, matrix.columns(), Initializer.zeros()));
  }

  /** The matrices of a network's attention, to which products are added. */
  public static List<Parameter> attention(Collection<Parameter> parameters) {
    return parameters.stream()
        .filter(each -> each.rows() > 1 && each.name().matches(".*\\.(attention|attn)\\..*weight"))
        .toList();
  }

  /** The name of the matrix to which a factor belongs; other names are themselves. */
  public static String matrix(String factor) {
    return factor.endsWith(A) || factor.endsWith(B)
        ? factor.substring(0, factor.length() - A.length())
        : factor;
  }

  /** Adds the products to the matrices. */
  public void add() {
    workspace.reset();
    for (Product each : products) {
      Workspace.Mark mark = workspace.mark();
      Matrix b = workspace.matrix(each.b().rows(), each.b().columns());
      kernels.copy(each.b().value(), b);
      kernels.scale(b, factor);
      kernels.multiply(each.a().value(), false, b, false, 1, each.matrix().value());
      workspace.release(mark);
    }
  }

  /**
   * Adds to the gradients of the factors.
   *
   * @param pass with the gradients of the factors
   * @param sums the gradients of the network; those of the matrices are used up
   */
  void backward(Pass pass, Gradients sums) {
    for (Product each : products) {
      Matrix dSum = sums.of(each.matrix());
      pass.kernels().scale(dSum, factor);
      pass.kernels().multiply(dSum, false, each.b().value(), true, 1, pass.gradient(each.a()));
      pass.kernels().multiply(each.a().value(), true, dSum, false, 1, pass.gradient(each.b()));
    }
  }

  @Override
  public void close() {
    workspace.close();
    kernels.close();
  }
}
