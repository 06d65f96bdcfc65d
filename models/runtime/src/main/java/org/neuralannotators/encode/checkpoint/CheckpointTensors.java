package org.neuralannotators.encode.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The tensors of a checkpoint, of which a network is filled block by block: none is in memory as a
 * whole. Immutable and so thread-safe.
 *
 * @param source the file or folder, for errors
 * @param tensors by name
 * @param network what they should be of, such as {@code encoder}, for errors
 * @param layers of the network, for errors
 * @param hidden columns of its hidden states, for errors
 */
public record CheckpointTensors(
    String source, Map<String, Tensor> tensors, String network, int layers, int hidden) {
  /** How many tensors an error names; those of another family's model are hundreds. */
  private static final int NAMED = 5;

  public CheckpointTensors {
    tensors = Map.copyOf(tensors);
  }

  /**
   * Looks whether a network can be filled.
   *
   * @param wanted the network's, which needs no memory for it
   * @param passedOver whether a tensor of this name may be there beside
   * @return the names of those that are there beside, sorted
   * @throws BundleException when tensors are missing, of another shape or unknown, naming the first
   *     of them
   */
  public Set<String> check(Collection<CheckpointTensor> wanted, Predicate<String> passedOver)
      throws BundleException {
    Set<String> surplus = new TreeSet<>(tensors.keySet());
    List<String> wrong = new ArrayList<>();
    for (CheckpointTensor tensor : wanted) {
      surplus.remove(tensor.name());
      difference(tensor).ifPresent(wrong::add);
    }
    Set<String> known = new TreeSet<>(surplus);
    known.removeIf(passedOver.negate());
    surplus.removeAll(known);
    List<String> errors = new ArrayList<>();
    if (!wrong.isEmpty()) {
      errors.add(some(wrong, "; "));
    }
    if (!surplus.isEmpty()) {
      errors.add(
          "has tensors [%s], which no %s of its architecture has"
              .formatted(some(surplus, ", "), network));
    }
    if (!errors.isEmpty()) {
      throw refused(String.join("; ", errors));
    }
    return known;
  }

  /** The first of them, and how many more. */
  private static String some(Collection<String> all, String separator) {
    return all.stream().limit(NAMED).collect(Collectors.joining(separator))
        + (all.size() > NAMED ? separator + "and " + (all.size() - NAMED) + " more" : "");
  }

  /** What is wrong with a tensor; nothing where it is as wanted. */
  private Optional<String> difference(CheckpointTensor wanted) {
    Tensor tensor = tensors.get(wanted.name());
    long[] expected = wanted.dimensions();
    if (tensor != null && Arrays.equals(tensor.shape(), expected)) {
      return Optional.empty();
    }
    return Optional.of(
        "tensor [%s] %s, expected shape %s"
            .formatted(
                wanted.name(),
                tensor == null ? "is missing" : "has shape " + Arrays.toString(tensor.shape()),
                Arrays.toString(expected)));
  }

  private BundleException refused(String wrong) {
    return new BundleException(
        "[%s]: %s. Expected the tensors of the %s of [%d] layers of [%d] that the configuration tells: take configuration and weights of one model"
            .formatted(source, wrong, network, layers, hidden));
  }

  /**
   * Fills what is wanted, which has memory.
   *
   * @throws BundleException when a tensor is missing or of another shape, or has numbers that
   *     aren't finite
   */
  public void fill(Collection<CheckpointTensor> wanted) throws BundleException {
    for (CheckpointTensor tensor : wanted) {
      fill(tensor);
    }
  }

  private void fill(CheckpointTensor wanted) throws BundleException {
    Optional<String> wrong = difference(wanted);
    if (wrong.isPresent()) {
      throw refused(wrong.get());
    }
    Tensor tensor = tensors.get(wanted.name());
    boolean transposed = wanted.outputsFirst();
    if (wanted.parts().size() == 1) {
      new TensorRows(tensor, transposed).copyTo(wanted.parts().get(0), source);
      return;
    }
    int from = 0;
    for (Matrix part : wanted.parts()) {
      int to = from + wanted.length(part);
      new TensorRows(tensor.rows(from, to), transposed).copyTo(part, source);
      from = to;
    }
  }
}
