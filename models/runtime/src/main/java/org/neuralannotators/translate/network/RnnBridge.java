package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentState;

/**
 * The decoder's first states: of each layer a linear function of the encoder's state in the end,
 * with tanh where it is an output (Bahdanau et al. 2015, section A.2.2).
 */
final class RnnBridge {
  private final List<Linear> outputs = new ArrayList<>();

  /** Empty where cells have no memory. */
  private final List<Linear> memories = new ArrayList<>();

  RnnBridge(Parameters parameters, RnnArchitecture architecture) {
    int from = architecture.memoryColumns();
    int to = architecture.decoderUnits();
    for (int i = 0; i < architecture.layers(); i++) {
      outputs.add(new Linear(parameters, "bridge." + i + ".output", from, to, Activation.TANH));
      if (architecture.cell().hasMemory()) {
        memories.add(
            new Linear(parameters, "bridge." + i + ".memory", from, to, Activation.IDENTITY));
      }
    }
  }

  /**
   * @param last the encoder's state of each layer
   */
  List<RecurrentState> forward(Pass pass, List<RecurrentState> last) {
    List<RecurrentState> first = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      RecurrentState from = last.get(i);
      Matrix h = outputs.get(i).forward(pass, from.h());
      first.add(
          new RecurrentState(
              h, memories.isEmpty() ? h.rows(0, 0) : memories.get(i).forward(pass, from.memory())));
    }
    return first;
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dFirst gradient of the decoder's first states; overwritten
   * @return gradient of the encoder's
   */
  List<RecurrentState> backward(
      Pass pass,
      List<RecurrentState> last,
      List<RecurrentState> first,
      List<RecurrentState> dFirst) {
    List<RecurrentState> dLast = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      RecurrentState from = last.get(i);
      RecurrentState to = first.get(i);
      RecurrentState dTo = dFirst.get(i);
      Matrix dh = outputs.get(i).backward(pass, from.h(), to.h(), dTo.h());
      Matrix dMemory =
          memories.isEmpty()
              ? dh.rows(0, 0)
              : memories.get(i).backward(pass, from.memory(), to.memory(), dTo.memory());
      dLast.add(new RecurrentState(dh, dMemory));
    }
    return dLast;
  }
}
