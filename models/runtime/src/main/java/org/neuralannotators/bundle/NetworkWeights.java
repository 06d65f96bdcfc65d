package org.neuralannotators.bundle;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Trainable;

/** The parameters of a network as the file {@code weights.safetensors} of its bundle. */
public final class NetworkWeights {
  /** The file that holds them. */
  public static final String FILE = "weights.safetensors";

  private NetworkWeights() {}

  /**
   * Gives the parameters memory, and the numbers of a bundle to them and to the table, if there is
   * one.
   *
   * @throws BundleException when a tensor is missing or of another shape, before anything is
   *     allocated, or has a number that isn't finite
   */
  public static void read(ModelBundle bundle, Trainable<?> network) throws IOException {
    fill(
        bundle,
        network.parameters(),
        network.table(),
        () -> {
          if (network.table() == null) {
            network.parameters().allocateFloats();
          } else {
            network.parameters().allocateLike(network.table());
          }
        });
  }

  private static void fill(
      ModelBundle bundle, Parameters parameters, EmbeddingTable table, Runnable allocation)
      throws BundleException {
    Map<String, Tensor> tensors = bundle.tensors(FILE);
    for (Parameter p : parameters.all()) {
      require(bundle, tensors, p.name(), p.rows(), p.columns());
    }
    if (table != null) {
      Tensor rows = require(bundle, tensors, table.name(), table.rows(), table.columns());
      new TensorRows(rows, false).copyTo(table.value(), bundle.location());
    }
    allocation.run();
    for (Parameter p : parameters.all()) {
      copy(tensors.get(p.name()), p, bundle);
    }
  }

  /**
   * As {@link #read(ModelBundle, Trainable)}, for a network that is of no use without its numbers.
   *
   * @param close run when they can't be read
   */
  public static void read(ModelBundle bundle, Trainable<?> network, Runnable close)
      throws IOException {
    try {
      read(bundle, network);
    } catch (IOException | RuntimeException e) {
      close.run();
      throw e;
    }
  }

  /**
   * As {@link #read(ModelBundle, Trainable, Runnable)}, for a network that will not be trained:
   * what is packed when it is used takes no memory twice.
   */
  public static void readFrozen(ModelBundle bundle, Trainable<?> network, Runnable close)
      throws IOException {
    readFrozen(bundle, network.parameters(), network.table(), close);
  }

  /** The same for a network that can't be trained. */
  public static void readFrozen(
      ModelBundle bundle, Parameters parameters, EmbeddingTable table, Runnable close)
      throws IOException {
    try {
      fill(bundle, parameters, table, parameters::allocateFrozen);
    } catch (IOException | RuntimeException e) {
      close.run();
      throw e;
    }
  }

  /**
   * Gives the parameters of a network without table memory, and the numbers of a bundle to them.
   *
   * @throws BundleException when a tensor is missing or of another shape, before anything is
   *     allocated, or has a number that isn't finite
   */
  public static void read(ModelBundle bundle, Parameters parameters) throws IOException {
    fill(bundle, parameters, null, parameters::allocateFloats);
  }

  /**
   * Gives parameters that have memory the numbers of a file of a bundle.
   *
   * @throws BundleException when a tensor is missing or of another shape, or has a number that
   *     isn't finite
   */
  public static void read(ModelBundle bundle, String file, Collection<Parameter> parameters)
      throws BundleException {
    Map<String, Tensor> tensors = bundle.tensors(file);
    for (Parameter p : parameters) {
      Tensor tensor = require(bundle, tensors, p.name(), p.rows(), p.columns());
      copy(tensor, p, bundle);
    }
  }

  private static void copy(Tensor tensor, Parameter parameter, ModelBundle bundle)
      throws BundleException {
    new TensorRows(tensor, false).copyTo(parameter.value(), bundle.location());
  }

  /**
   * Looks at the table before memory is taken for it.
   *
   * @throws BundleException when it is missing or of another shape
   */
  public static void requireTable(ModelBundle bundle, String name, int rows, int columns)
      throws BundleException {
    require(bundle, bundle.tensors(FILE), name, rows, columns);
  }

  private static Tensor require(
      ModelBundle bundle, Map<String, Tensor> tensors, String name, long... shape)
      throws BundleException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new BundleException(
          "Tensor ["
              + name
              + "] of ["
              + bundle.location()
              + "] "
              + (tensor == null ? "is missing" : "has the shape " + Arrays.toString(tensor.shape()))
              + "; expected "
              + Arrays.toString(shape)
              + " as the manifest and the vocabularies say. Get the bundle again");
    }
    return tensor;
  }

  /**
   * Adds the parameters and the table to a bundle; they must stay as they are until it is written.
   *
   * @param type of the numbers, fp32 or fp16; see {@link TensorType#holding}
   */
  public static BundleWriter write(Trainable<?> network, TensorType type, BundleWriter bundle) {
    return write(network.parameters(), network.table(), type, bundle);
  }

  /**
   * The same of a network that can't be trained.
   *
   * @param table null for none
   */
  public static BundleWriter write(
      Parameters parameters, EmbeddingTable table, TensorType type, BundleWriter bundle) {
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    if (table != null) {
      tensors.add(table.name(), type, table.value());
    }
    parameters.all().forEach(p -> tensors.add(p.name(), type, p.value()));
    return bundle.add(FILE, tensors);
  }

  /**
   * Adds the parameters of a network without table to a bundle; they must stay as they are until it
   * is written.
   *
   * @param type of the numbers, fp32 or fp16; see {@link TensorType#holding}
   */
  public static BundleWriter write(
      Collection<Parameter> parameters, TensorType type, BundleWriter bundle) {
    return write(FILE, parameters, type, bundle);
  }

  /** As {@link #write(Collection, TensorType, BundleWriter)}, in another file. */
  public static BundleWriter write(
      String file, Collection<Parameter> parameters, TensorType type, BundleWriter bundle) {
    SafeTensorsWriter tensors = new SafeTensorsWriter();
    parameters.forEach(p -> tensors.add(p.name(), type, p.value()));
    return bundle.add(file, tensors);
  }
}
