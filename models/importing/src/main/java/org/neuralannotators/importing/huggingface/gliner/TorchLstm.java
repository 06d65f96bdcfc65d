package org.neuralannotators.importing.huggingface.gliner;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorRows;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The tensors of a bidirectional {@code torch.nn.LSTM}, whose gates lie as ours do; its two biases
 * are one.
 */
final class TorchLstm {
  private static final String NAME = "rnn.lstm.";

  private final String source;
  private final Map<String, Tensor> tensors;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param source of the tensors, for errors
   */
  TorchLstm(String source, Map<String, Tensor> tensors) {
    this.source = source;
    this.tensors = tensors;
  }

  /**
   * Fills parameters that have memory.
   *
   * @param parameters {@code rnn.lstm.LAYER.DIRECTION.PART}
   * @throws BundleException when a tensor is missing or of another shape
   */
  void fill(List<Parameter> parameters) throws BundleException {
    for (Parameter parameter : parameters) {
      String[] parts = parameter.name().substring(NAME.length()).split("\\.", -1);
      String end = "_l" + parts[0] + (parts[1].equals("backward") ? "_reverse" : "");
      Matrix value = parameter.value();
      switch (parts[2]) {
        case "input" -> matrix("weight_ih" + end, value);
        case "hidden" -> matrix("weight_hh" + end, value);
        default -> biases("bias_ih" + end, "bias_hh" + end, value);
      }
    }
  }

  /** The names of the tensors that were asked for. */
  Set<String> names() {
    return names;
  }

  private void matrix(String name, Matrix target) throws BundleException {
    Tensor tensor = tensor(name, target.columns(), target.rows());
    new TensorRows(tensor, true).copyTo(target, source);
  }

  private void biases(String one, String other, Matrix target) throws BundleException {
    float[] sum = tensor(one, target.columns()).finiteFloats(source);
    float[] second = tensor(other, target.columns()).finiteFloats(source);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += second[i];
    }
    target.write(sum);
  }

  private Tensor tensor(String name, long... shape) throws BundleException {
    String whole = NAME + name;
    names.add(whole);
    Tensor tensor = tensors.get(whole);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new BundleException(
          "Tensor [%s] of [%s] %s; expected shape %s"
              .formatted(
                  whole,
                  source,
                  tensor == null ? "is missing" : "has shape " + Arrays.toString(tensor.shape()),
                  Arrays.toString(shape)));
    }
    return tensor;
  }
}
