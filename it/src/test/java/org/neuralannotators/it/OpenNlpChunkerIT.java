package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.chunker.ChunkSample;
import opennlp.tools.chunker.ChunkerEvaluator;
import opennlp.tools.util.eval.FMeasure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.opennlp.NeuralChunker;

/** A tagger of chunks as OpenNLP's chunker, under OpenNLP's evaluator. */
class OpenNlpChunkerIT {
  private static final Path CONLL2000 = Path.of("../../shared/data/benchmark-only/conll2000");

  private static final String SAMPLE =
      """
      He PRP B-NP
      reckons VBZ B-VP
      the DT B-NP
      current JJ I-NP
      deficit NN I-NP
      will MD B-VP
      narrow VB I-VP
      . . O

      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"BIO", "BIOES", "IOB1"})
  void tagsAreOpenNlpsWhateverTheSchemeOfTheBundle(TagScheme scheme) throws IOException {
    Path data = Files.writeString(folder.resolve("chunks.txt"), SAMPLE.repeat(20));
    try (NeuralChunker chunker =
        NeuralChunker.builder().modelLocation(train(data, data, scheme, 12)).load()) {
      String[] tokens = "He reckons the current deficit will narrow .".split(" ");
      assertThat(chunker.chunk(tokens, null))
          .containsExactly("B-NP", "B-VP", "B-NP", "I-NP", "I-NP", "B-VP", "I-VP", "O");
      assertEvaluatorAgrees(chunker, read(data));
    }
  }

  @Test
  void evaluatorAndScorerAgreeOnConll2000() throws IOException {
    assumeTrue(Files.exists(CONLL2000), "there is no " + CONLL2000);
    Path train = firstLines(CONLL2000.resolve("train.txt"), "train.txt", 12_000);
    Path test = firstLines(CONLL2000.resolve("test.txt"), "test.txt", 4_000);
    try (NeuralChunker chunker =
        NeuralChunker.builder().modelLocation(train(train, test, TagScheme.BIOES, 3)).load()) {
      assertThat(assertEvaluatorAgrees(chunker, read(test))).isGreaterThan(0.7);
    }
  }

  /** OpenNLP's F1, which is ours too. */
  private static double assertEvaluatorAgrees(NeuralChunker chunker, List<TaggedSentence> gold) {
    ChunkerEvaluator evaluator = new ChunkerEvaluator(chunker);
    gold.forEach(
        sentence ->
            evaluator.evaluateSample(
                new ChunkSample(sentence.tokens(), sentence.tokens(), sentence.tags())));
    FMeasure measure = evaluator.getFMeasure();

    String[][] predicted =
        chunker.chunkAll(
            gold.stream().map(s -> s.tokens().toArray(String[]::new)).toArray(String[][]::new));
    EntityScorer scorer = new EntityScorer();
    IntStream.range(0, predicted.length)
        .forEach(i -> scorer.addTags(gold.get(i).tags(), List.of(predicted[i])));
    assertThat(scorer.overall().correct()).isPositive();
    assertThat(measure.getFMeasure()).isCloseTo(scorer.overall().f1(), offset(1e-9));
    assertThat(measure.getPrecisionScore()).isCloseTo(scorer.overall().precision(), offset(1e-9));
    assertThat(measure.getRecallScore()).isCloseTo(scorer.overall().recall(), offset(1e-9));
    return measure.getFMeasure();
  }

  private static List<TaggedSentence> read(Path file) throws IOException {
    return new ColumnFormat(0, -1, " ").read(file);
  }

  private Path firstLines(Path file, String name, int lines) throws IOException {
    List<String> all = Files.readAllLines(file);
    return Files.write(folder.resolve(name), all.subList(0, lines));
  }

  private String train(Path data, Path dev, TagScheme scheme, int epochs) throws IOException {
    return TinyBundles.tagger(folder, "tiny-chunk", data, dev, scheme, epochs);
  }
}
