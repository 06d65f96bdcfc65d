package org.neuralannotators.generate;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Decides how targets in the making go on. */
public interface StepChooser {
  /**
   * @param scores [targets, vocabulary] of all searches, in their order; they are changed
   * @param searches whose targets aren't all ended
   * @return the steps of each search, the best first where their order matters
   */
  List<List<SourceSearch.Step>> choose(Pass pass, Matrix scores, List<SourceSearch> searches);
}
