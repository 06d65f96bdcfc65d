package org.neuralannotators.train;

import java.util.Map;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.tagger.BiLstmCrfNetwork;

/** The weights of the epoch with the best score, on the Java heap. */
final class BestWeights {
  private float[] parameters;
  private float[] words;

  /** Keeps a copy of the weights as they are. */
  void keep(BiLstmCrfNetwork network) {
    parameters = network.parameters().flat().toFloats();
    words = network.words().value().toFloats();
  }

  /** Gives the network the weights that were kept. */
  void giveTo(BiLstmCrfNetwork network) {
    network.parameters().flat().write(parameters);
    network.words().value().write(words);
  }

  void save(SafeTensorsWriter writer) {
    writer.add("best.parameters", TensorType.F32, parameters, parameters.length);
    writer.add("best.words", TensorType.F32, words, words.length);
  }

  void restore(Map<String, Tensor> tensors) {
    parameters = tensors.get("best.parameters").floats();
    words = tensors.get("best.words").floats();
  }
}
