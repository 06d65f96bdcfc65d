package org.neuralannotators.train;

import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;

/**
 * What a training made.
 *
 * @param bundle where the bundle is
 * @param epochs how many epochs were run
 * @param bestEpoch the one that was kept
 * @param tokensPerSecond of the training steps, evaluation excluded
 * @param scores as in the bundle's manifest
 */
public record TrainingResult(
    Path bundle,
    int epochs,
    int bestEpoch,
    double tokensPerSecond,
    List<ModelManifest.Score> scores) {}
