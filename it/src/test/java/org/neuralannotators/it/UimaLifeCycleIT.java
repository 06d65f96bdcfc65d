package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** Models come with the first engine that needs them and go with the last. */
class UimaLifeCycleIT {
  private static final int ALLOWED_GROWTH_KIB = 64 * 1024;
  private static final String TEXT = "Angela Merkel was born in Hamburg.";

  @Test
  void reconfiguredAndDestroyedEnginesLeaveNoMemoryBehind() throws Exception {
    ResidentMemory.assumeReadable();
    cycle(10);
    long before = ResidentMemory.kiB();
    cycle(50);
    assertThat(ResidentMemory.kiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
  }

  /** Each time with other options, so that a model that stays behind isn't used again. */
  private static void cycle(int times) throws Exception {
    int before = ModelRegistry.size();
    for (int i = 0; i < times; i++) {
      AnalysisEngine engine =
          createEngine(
              LanguageProcessing.namedEntities(
                  "en", NamedEntityRecognizer.PARAM_BATCH_TOKENS, 1000 + i));
      assertThat(Entities.of(process(engine, TEXT))).contains("Angela Merkel PER");
      engine.reconfigure();
      assertThat(Entities.of(process(engine, TEXT))).contains("Angela Merkel PER");
      engine.destroy();
      assertThat(ModelRegistry.size()).isLessThanOrEqualTo(before);
    }
  }

  @Test
  void anEngineOutlivesItsResourceManager() throws Exception {
    ResourceManager resources = UIMAFramework.newDefaultResourceManager();
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            LanguageProcessing.namedEntities("en"), resources, null);
    resources.destroy();

    assertThat(Entities.of(process(engine, TEXT))).contains("Angela Merkel PER");
    engine.destroy();
  }

  @Test
  void twoModelsOfOneNameAreKeptApart(@TempDir Path folder) throws Exception {
    String persons = train(folder.resolve("persons"), "PER");
    String places = train(folder.resolve("places"), "LOC");
    AnalysisEngine both =
        createEngine(
            createEngineDescription(
                LanguageProcessing.namedEntities(
                    "en", NamedEntityRecognizer.PARAM_MODEL_LOCATION, persons),
                createEngineDescription(
                    NamedEntityRecognizer.class,
                    NamedEntityRecognizer.PARAM_MODEL_LOCATION,
                    places)));

    assertThat(Entities.of(process(both, "Ann lives in Graz .")))
        .containsExactlyInAnyOrder("Ann PER", "Ann LOC");
    both.destroy();
  }

  /** A bundle named my-ner that gives Ann the label; its location. */
  private static String train(Path folder, String label) throws IOException {
    Files.createDirectory(folder);
    Files.writeString(
        folder.resolve("data.tsv"),
        "Ann\tB-%s\nlives\tO\nin\tO\nGraz\tO\n.\tO\n\n".formatted(label).repeat(20));
    Path config =
        Files.writeString(
            folder.resolve("ner.yaml"),
            """
            name: my-ner
            data:
              folder: %s
              sets:
                - {name: mine, train: data.tsv, dev: data.tsv}
            words: {dimension: 10, minimumCount: 1}
            characters: {encoding: LSTM, dimension: 5, outputs: 8, maximumLength: 20}
            recurrent: {cell: GRU, units: 10, layers: 2}
            training:
              learningRate: {initial: 0.02}
              batchSentences: 4
              epochs: 8
              patience: 8
            """
                .formatted(folder.toString().replace('\\', '/')));
    StringWriter errors = new StringWriter();
    String bundle = folder.resolve("my-ner").toString();
    assertThat(
            NeuralAnnotators.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors),
                "train",
                "ner",
                "--config",
                config.toString(),
                "--out",
                bundle))
        .as(errors.toString())
        .isZero();
    return bundle;
  }

  private static CAS process(AnalysisEngine engine, String text) throws Exception {
    CAS cas = engine.newCAS();
    cas.setDocumentText(text);
    engine.process(cas);
    return cas;
  }
}
