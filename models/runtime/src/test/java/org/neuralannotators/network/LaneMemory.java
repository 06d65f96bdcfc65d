package org.neuralannotators.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells whether a computation leaves memory behind. */
public final class LaneMemory {
  private LaneMemory() {}

  /**
   * Whether the memory that a lane had is freed behind a computation.
   *
   * @param lanes one alone
   */
  public static boolean isFreedBy(Lanes lanes, Runnable computation) {
    INDArray[] block = new INDArray[1];
    lanes.onLane(lane -> block[0] = lane.workspace().matrix(1, 1).memory());
    computation.run();
    return block[0].wasClosed();
  }
}
