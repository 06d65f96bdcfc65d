package org.neuralannotators.train.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.eval.SegmentationScore;
import org.neuralannotators.split.ConlluText;
import org.neuralannotators.split.SplitText;
import org.neuralannotators.split.SplitterTrainer;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataSource;

/** Trains a splitter of sentences and tokens by a configuration file. */
public final class SplitterTraining {
  private SplitterTraining() {}

  /**
   * Trains, scores and writes a bundle.
   *
   * @param config YAML
   * @param out the bundle, a folder or a {@code .zip}
   * @return what was measured
   * @throws ConfigurationException when the configuration can't be used
   */
  public static List<ModelManifest.Score> train(Path config, Path out) throws IOException {
    SplitterConfig settings = SplitterConfig.read(config);
    ModelManifestBuilder manifest = settings.describe(SplitterTrainer.manifest(settings.name()));
    manifest.trainedOn(DataSource.trainedOn(List.of(), settings.learnt()));
    List<SplitText> texts = new ArrayList<>();
    for (SplitterConfig.DataSet set : settings.learnt().toList()) {
      texts.addAll(Collections.nCopies(set.repeat(), read(set.train())));
    }
    SplitterTrainer trainer = new SplitterTrainer(settings.settings(), SplitText.join(texts));
    TextSplitter splitter = trainer.train(manifest);
    for (SplitterConfig.DataSet set : settings.data()) {
      score(splitter, set.name() + " dev", set.dev(), manifest);
      score(splitter, set.name() + " test", set.test(), manifest);
    }
    SplitterTrainer.write(splitter, manifest, out);
    return manifest.build().scores();
  }

  private static void score(
      TextSplitter splitter, String name, String file, ModelManifestBuilder manifest)
      throws IOException {
    if (file != null) {
      SplitText gold = read(file);
      SegmentationScore score = SegmentationScore.of(gold, splitter.split(gold.text()));
      manifest
          .score(name, "f1 of tokens", score.tokens().f1())
          .score(name, "f1 of sentences", score.sentences().f1());
    }
  }

  private static SplitText read(String file) throws IOException {
    SplitText text = ConlluText.read(Path.of(file), false);
    if (text.sentences().isEmpty()) {
      throw new ConfigurationException(
          "[data] names [" + file + "], which has no sentences; expected some");
    }
    return text;
  }
}
