package org.neuralannotators.importing.bert;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.TensorBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Google's BERT in a checkpoint of TensorFlow's. Optimizers' state isn't read.
 *
 * @param tensors by their names in {@code BertModel}, matrices of layers with a row for each output
 */
record TensorFlowBert(Map<String, Tensor> tensors) {
  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowBert.class);

  /**
   * @param source for errors
   * @throws BundleException when a variable isn't sound, or it can't be told which one is meant
   */
  static TensorFlowBert of(String source, TensorBundle variables) throws BundleException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> origins = new HashMap<>();
    Set<String> others = new TreeSet<>();
    for (String variable : variables.names()) {
      Optional<String> name = TensorFlowNames.standard(variable);
      if (name.isEmpty()) {
        others.add(variable);
        continue;
      }
      String other = origins.put(name.get(), variable);
      if (other != null) {
        throw new BundleException(
            "["
                + source
                + "] has variables ["
                + other
                + "] and ["
                + variable
                + "]; expected those of one BERT: save them apart");
      }
      Tensor tensor = variables.tensor(variable);
      boolean inputsFirst =
          TensorFlowNames.isInputsFirst(variable)
              && tensor.shape().length == 2
              && !tensor.type().isInteger();
      tensors.put(name.get(), inputsFirst ? tensor.transpose() : tensor);
    }
    if (tensors.isEmpty()) {
      throw new BundleException(
          "["
              + source
              + "] has variables "
              + others
              + "; expected those of Google's BERT, such as [bert/embeddings/word_embeddings]");
    }
    if (!others.isEmpty()) {
      LOG.info("Not part of BERT in [{}]: {}", source, others);
    }
    return new TensorFlowBert(tensors);
  }
}
