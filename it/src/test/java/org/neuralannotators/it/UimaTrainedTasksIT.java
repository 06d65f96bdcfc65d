package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import de.tudarmstadt.ukp.dkpro.core.api.syntax.type.chunk.Chunk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.fit.factory.JCasFactory;
import org.apache.uima.fit.util.JCasUtil;
import org.apache.uima.jcas.JCas;
import org.dkpro.core.api.parameter.ComponentParameters;
import org.dkpro.core.testing.AssertAnnotations;
import org.dkpro.core.testing.TestRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.types.NeuralAnswer;
import org.neuralannotators.types.NeuralChunk;
import org.neuralannotators.types.Sentence;
import org.neuralannotators.types.Token;
import org.neuralannotators.uima.Chunker;

/** UIMA's engines for which no bundle ships, with models that the command line trained. */
class UimaTrainedTasksIT {
  private static final String DESCRIPTORS = "org.neuralannotators.descriptors.";

  @TempDir private static Path folder;

  private static String train(String task, Path config) {
    StringWriter err = new StringWriter();
    String bundle = folder.resolve(task).toString();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "train",
            task,
            "--config",
            config.toString(),
            "--out",
            bundle);
    assertThat(status).as(err.toString()).isZero();
    return bundle;
  }

  @BeforeAll
  static void encoder() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
  }

  @Test
  void questionsGetTheirAnswersOrNone() throws Exception {
    TinyTexts.questions(folder.resolve("train.json"), 160, false, 1);
    TinyTexts.questions(folder.resolve("dev.json"), 40, false, 2);
    String bundle =
        train(
            "qa",
            TinyTexts.config(
                folder, "sets: [{name: t, train: train.json, dev: dev.json}]", 12, ""));
    AnalysisEngine engine =
        createEngine(
            DESCRIPTORS + "QuestionAnswererAnnotator",
            "modelLocation",
            bundle,
            "questions",
            new String[] {"in"},
            "numThreads",
            1);

    JCas answered = JCasFactory.createText("she lives in Hull .", "en");
    engine.process(answered);
    assertThat(JCasUtil.select(answered, NeuralAnswer.class))
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.getCoveredText()).isEqualTo("Hull");
              assertThat(answer.getQuestion()).isEqualTo("in");
              assertThat(answer.getModelId()).isEqualTo("tiny");
              assertThat(answer.getConfidence()).isBetween(0.5, 1.0);
            });

    JCas without = JCasFactory.createText("she lives Hull .", "en");
    engine.process(without);
    assertThat(JCasUtil.exists(without, NeuralAnswer.class)).isFalse();
    engine.destroy();
  }

  @Test
  void chunksOfATaggerThatLearntThemAreAnnotated() throws Exception {
    String sentence =
        "the\tB-NP\nold\tI-NP\ndog\tI-NP\nsees\tB-VP\n%s\tB-NP\nin\tB-PP\nGraz\tB-NP\n\n";
    Files.writeString(
        folder.resolve("chunks.tsv"),
        (sentence.formatted("it") + sentence.formatted("Ann")).repeat(10));
    Path config =
        Files.writeString(
            folder.resolve("chunk.yaml"),
            """
            name: tiny-chunk
            data:
              folder: %s
              sets:
                - {name: mine, train: chunks.tsv, dev: chunks.tsv}
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
    String bundle = train("ner", config);
    AnalysisEngine engine = createEngine(DESCRIPTORS + "Chunker", "modelLocation", bundle);
    String text = "the old dog sees it in Graz";
    JCas document = JCasFactory.createText(text, "en");
    new Sentence(document, 0, text.length()).addToIndexes();
    int begin = 0;
    for (String word : text.split(" ", -1)) {
      new Token(document, begin, begin + word.length()).addToIndexes();
      begin += word.length() + 1;
    }
    engine.process(document);
    engine.destroy();
    assertThat(JCasUtil.select(document, NeuralChunk.class))
        .extracting(chunk -> chunk.getCoveredText() + ": " + chunk.getValue())
        .containsExactly("the old dog: NP", "sees: VP", "it: NP", "in: PP", "Graz: NP");

    JCas dkpros =
        TestRunner.runTest(
            createEngineDescription(
                Chunker.class,
                Chunker.PARAM_TYPE_PRESET,
                "dkpro",
                Chunker.PARAM_MODEL_LOCATION,
                bundle,
                ComponentParameters.PARAM_CHUNK_MAPPING_LOCATION,
                "classpath:/org/dkpro/core/api/syntax/tagset/en-conll2000-chunk.map"),
            "en",
            text);
    AssertAnnotations.assertChunks(
        new String[] {
          "[  0, 11]NC(NP) (the old dog)",
          "[ 12, 16]VC(VP) (sees)",
          "[ 17, 19]NC(NP) (it)",
          "[ 20, 22]PC(PP) (in)",
          "[ 23, 27]NC(NP) (Graz)"
        },
        JCasUtil.select(dkpros, Chunk.class));
  }
}
