package org.neuralannotators.train.data;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.bundle.ModelManifest;

/** A data set as a configuration names it, for the manifest. */
public interface DataSource {
  String name();

  String licence();

  String attribution();

  /**
   * What a model was trained on, each once.
   *
   * @param before what its weights were trained on before
   * @param learnt the data sets of this training
   */
  static List<ModelManifest.TrainingData> trainedOn(
      List<ModelManifest.TrainingData> before, Stream<? extends DataSource> learnt) {
    return Stream.concat(
            before.stream(),
            learnt.map(
                set ->
                    new ModelManifest.TrainingData(set.name(), set.licence(), set.attribution())))
        .distinct()
        .toList();
  }
}
