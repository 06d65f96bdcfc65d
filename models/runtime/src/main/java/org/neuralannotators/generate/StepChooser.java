package org.neuralannotators.generate;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Decides how targets in the making go on. */
public interface StepChooser {
  /**
   * @param probabilities [targets, vocabulary] of all searches, in their order
   * @param searches whose targets aren't all ended
   * @return the steps of each search
   */
  List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix probabilities, List<SourceSearch> searches);
}
