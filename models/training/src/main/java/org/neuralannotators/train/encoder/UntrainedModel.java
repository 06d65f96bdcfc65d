package org.neuralannotators.train.encoder;

import java.util.List;
import java.util.function.Function;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.optimizer.UpdateRule;

/**
 * A model before its training.
 *
 * @param model the model
 * @param rules for a parameter's name how it is updated
 * @param plain the parameters that learn as they are where the others learn by low rank
 * @param sources what its pretrained weights were trained on
 * @param <M> its class
 */
public record UntrainedModel<M>(
    M model,
    Function<String, UpdateRule> rules,
    List<Parameter> plain,
    List<ModelManifest.TrainingData> sources) {}
