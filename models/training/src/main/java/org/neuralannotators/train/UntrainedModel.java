package org.neuralannotators.train;

import java.util.List;
import java.util.function.Function;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.UpdateRule;
import org.neuralannotators.tagger.TaggerModel;

/**
 * A tagger before its training.
 *
 * @param model the tagger
 * @param rules for a parameter's name how it is updated
 * @param sources what its pretrained weights were trained on
 * @param <S> how the network reads a sentence
 */
record UntrainedModel<S>(
    TaggerModel<S> model,
    Function<String, UpdateRule> rules,
    List<ModelManifest.TrainingData> sources) {}
