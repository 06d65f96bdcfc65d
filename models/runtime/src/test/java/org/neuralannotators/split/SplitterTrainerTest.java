package org.neuralannotators.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.SafeTensorsWriter;

class SplitterTrainerTest {
  private static final SplitterSettings SETTINGS = new SplitterSettings(1 << 12, 5, 1, 0, 0, 0, 1);

  @TempDir private Path folder;

  @Test
  void learnsATextAndKeepsItInABundle() throws Exception {
    SplitText gold = gold();
    ModelManifestBuilder manifest = SplitterTrainer.manifest("test").language("en");
    SplitterTrainer.write(
        new SplitterTrainer(SETTINGS, gold).train(manifest), manifest, folder.resolve("test"));

    try (TextSplitter splitter = TextSplitters.load(folder.resolve("test").toString())) {
      assertThat(splitter.split(gold.text())).isEqualTo(gold);
      assertThat(splitter.manifest().name()).isEqualTo("test");
    }
  }

  @Test
  void theSameTrainingGivesTheSameBundle() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      ModelManifestBuilder manifest = SplitterTrainer.manifest("test");
      SplitterTrainer.write(
          new SplitterTrainer(SETTINGS, gold()).train(manifest), manifest, folder.resolve(name));
    }

    assertThat(folder.resolve("a/weights.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("b/weights.safetensors"));
  }

  private static SplitText gold() throws Exception {
    return SplitText.join(
        Collections.nCopies(
            20, ConlluText.read(Path.of("src/test/resources/split/gold.conllu"), false)));
  }

  @Test
  void refusesABundleOfAnotherKind() throws Exception {
    new BundleWriter().write(folder.resolve("x"), ModelManifest.builder("other", "x").build());

    assertThatThrownBy(() -> TextSplitters.load(folder.resolve("x").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is of kind [other], expected [linear-splitter]");
  }

  @Test
  void refusesABundleWithoutItsWeights() throws Exception {
    ModelManifest manifest =
        ModelManifest.builder(LinearSplitter.KIND, "x").network(new Thresholds(0, 0, 0)).build();
    new BundleWriter()
        .add("weights.safetensors", new SafeTensorsWriter().toBytes())
        .add("words.txt", new byte[0])
        .write(folder.resolve("x"), manifest);

    assertThatThrownBy(() -> TextSplitters.load(folder.resolve("x").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("doesn't hold the bytes [tokens]");
  }

  /** None of these has a dot, by which a host is known. */
  @Test
  @Timeout(20)
  void theTimeGrowsWithTheLengthAlone() {
    String text = "a@b ".repeat(1_000_000);
    LinearSplitter splitter =
        new LinearSplitter(
            ModelManifest.builder(LinearSplitter.KIND, "x").build(),
            model(),
            model(),
            new Thresholds(0, 0, 0),
            new SplitWords(Map.of()));
    assertThat(splitter.tokens(text, new TextRange(0, text.length()))).hasSize(1_000_000);
  }

  private static LinearModel model() {
    return new LinearModel(new byte[2]);
  }
}
