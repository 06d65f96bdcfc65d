package org.neuralannotators.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@link EnduranceIT}. */
class StoppedRunsIT {
  @TempDir private Path folder;

  @Test
  void runsThatWereKilledGiveWhatAnUndisturbedOneGives() throws Exception {
    StoppedRuns runs = new StoppedRuns(folder, 60);
    Path killed = folder.resolve("killed");
    for (int i = 0; i < 3; i++) {
      runs.killed(killed, 60);
    }
    runs.complete(killed);
    Path undisturbed = folder.resolve("undisturbed");
    runs.complete(undisturbed);
    StoppedRuns.assertSame(killed, undisturbed);
  }
}
