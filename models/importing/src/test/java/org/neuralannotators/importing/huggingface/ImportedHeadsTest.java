package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;
import org.neuralannotators.classify.QuestionAnswerers;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.classify.TextPair;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.ReferenceModel.Head;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.text.tokenizer.PieceTokenizer;

/** Models with heads, imported, written, read and used, say what transformers says. */
class ImportedHeadsTest {
  /** Probabilities are told to five decimals. */
  private static final double DIFFERENCE = 2e-5;

  private static final ReferenceSentences SENTENCES = ReferenceSentences.read();

  @TempDir private Path folder;

  static Stream<ReferenceModel> taggers() {
    return ReferenceModel.with(Head.TOKENS);
  }

  static Stream<ReferenceModel> classifiers() {
    return ReferenceModel.with(Head.CLASSES);
  }

  static Stream<ReferenceModel> answerers() {
    return ReferenceModel.with(Head.ANSWERS);
  }

  private ModelBundle bundle(ReferenceModel model, String name, Choice choice) throws IOException {
    Path bundle = folder.resolve(name);
    try (ImportedModel imported =
        ModelImporter.read(model.writeTo(folder.resolve("saved-" + name)), choice)) {
      imported.files().write(bundle, imported.manifest("tiny").build());
    }
    return ModelBundle.open(bundle);
  }

  @ParameterizedTest
  @MethodSource("taggers")
  void tagsOfGivenTokensAreThoseOfTransformers(ReferenceModel model) throws IOException {
    List<ReferenceOutput> outputs =
        model.outputs().stream()
            .filter(output -> output.tags() != null && !readsBlanks(output))
            .toList();
    assertThat(outputs).hasSizeGreaterThanOrEqualTo(34);
    try (ModelBundle bundle = bundle(model, "tagger", Choice.NONE);
        SequenceTagger tagger = SequenceTaggers.read(bundle, TaggerOptions.DEFAULT)) {
      List<Tagging> taggings =
          tagger.tag(outputs.stream().map(output -> SENTENCES.words(output.words())).toList());
      for (int i = 0; i < outputs.size(); i++) {
        List<ReferenceOutput.Tag> tags = outputs.get(i).tags();
        for (int word = 0; word < tags.size(); word++) {
          ReferenceOutput.Tag expected = tags.get(word);
          if (expected != null) {
            assertThat(taggings.get(i).tags().get(word)).isEqualTo(ours(expected.label()));
            assertThat(taggings.get(i).confidences().get(word))
                .isCloseTo(expected.probability(), within(DIFFERENCE));
          }
        }
      }
    }
  }

  /** Types alone, as CamemBERT's tagger has them, are tags of IO. */
  private static String ours(String label) {
    return label.matches("PER|LOC") ? "I-" + label : label;
  }

  /** Tokens of which nothing is to be seen aren't read here, whatever the network. */
  private static boolean readsBlanks(ReferenceOutput output) {
    List<String> words = SENTENCES.words(output.words());
    return IntStream.range(0, words.size())
        .anyMatch(i -> output.tags().get(i) != null && ReadTokens.isBlank(words.get(i)));
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void classesAreThoseOfTransformers(ReferenceModel model) throws IOException {
    for (boolean pairs : new boolean[] {false, true}) {
      List<ReferenceOutput> outputs =
          model.outputs().stream().filter(output -> (output.pair() != null) == pairs).toList();
      try (ModelBundle bundle = bundle(model, "classes-" + pairs, Choice.NONE.withPairs(pairs));
          TextClassifier classifier = TextClassifiers.read(bundle, PredictorOptions.DEFAULT)) {
        List<Classification> classes =
            pairs
                ? classifier.classifyPairs(outputs.stream().map(ImportedHeadsTest::pair).toList())
                : classifier.classify(
                    outputs.stream().map(output -> SENTENCES.text(output.text())).toList());
        for (int i = 0; i < outputs.size(); i++) {
          Classification found = classes.get(i);
          List<Double> values =
              new ArrayList<>(
                  found.numbers().isEmpty()
                      ? found.probabilities().values()
                      : found.numbers().values());
          double[] expected = outputs.get(i).scores();
          assertThat(values).hasSize(expected.length);
          for (int label = 0; label < expected.length; label++) {
            assertThat(values.get(label))
                .isCloseTo(
                    expected[label], within(DIFFERENCE * Math.max(1, Math.abs(expected[label]))));
          }
        }
      }
    }
  }

  private static TextPair pair(ReferenceOutput output) {
    ReferenceSentences.Pair pair = SENTENCES.pairs().get(output.pair());
    return new TextPair(SENTENCES.text(pair.first()), SENTENCES.text(pair.second()));
  }

  @ParameterizedTest
  @MethodSource("answerers")
  void answersAreTheBestSpansOfTransformersScores(ReferenceModel model) throws IOException {
    try (ModelBundle bundle = bundle(model, "answerer", Choice.NONE);
        QuestionAnswerer answerer = QuestionAnswerers.read(bundle, PredictorOptions.DEFAULT)) {
      int compared = 0;
      for (ReferenceOutput output : model.outputs()) {
        if (output.pieces().length != model.input(output).size()) {
          continue;
        }
        TextPair pair = pair(output);
        Optional<Answer> found =
            answerer.answer(List.of(new Question(pair.first(), pair.second()))).get(0);
        assertThat(found.orElseThrow().confidence())
            .isCloseTo(bestSpan(model, output, pair), within(DIFFERENCE));
        compared++;
      }
      assertThat(compared).isPositive();
    }
  }

  static List<Arguments> unanswerable() {
    JsonNode all =
        ReferenceFiles.read(ReferenceFiles.ROOT.resolve("unanswerable.json"), JsonNode.class);
    return all.properties().stream()
        .map(model -> Arguments.of(model.getKey(), model.getValue()))
        .toList();
  }

  /** But for blanks before answers, and marks behind them, which it tears off their letters. */
  @ParameterizedTest
  @MethodSource("unanswerable")
  void whereThePipelineFindsNoAnswerThereIsNone(String name, JsonNode expected) throws IOException {
    List<Question> questions = new ArrayList<>();
    expected.forEach(
        one ->
            questions.add(
                new Question(
                    SENTENCES.text(one.get(0).asInt()), SENTENCES.text(one.get(1).asInt()))));
    ReferenceModel model = ReferenceModel.read(name);
    try (ModelBundle bundle = bundle(model, "answerer", Choice.NONE.withUnanswerable(true));
        QuestionAnswerer answerer = QuestionAnswerers.read(bundle, PredictorOptions.DEFAULT)) {
      List<Optional<Answer>> answers = answerer.answer(questions);
      for (int i = 0; i < answers.size(); i++) {
        Optional<String> answer = answer(expected.get(i), questions.get(i).context());
        assertThat(answers.get(i).map(found -> found.text().replaceFirst("\\p{M}+$", "")))
            .as("%s: %s", name, questions.get(i))
            .isEqualTo(answer.map(text -> text.replaceFirst("\\p{M}+$", "").stripLeading()));
      }
    }
  }

  private static Optional<String> answer(JsonNode expected, String context) {
    return expected.size() == 2
        ? Optional.empty()
        : Optional.of(
            context.substring(
                context.offsetByCodePoints(0, expected.get(2).asInt()),
                context.offsetByCodePoints(0, expected.get(3).asInt())));
  }

  /** The share of the best span of the context among all of at most 30 pieces. */
  private static double bestSpan(ReferenceModel model, ReferenceOutput output, TextPair pair) {
    int[] context = contextPieces(model, output, pair);
    double best = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int begin = context[0]; begin < context[1]; begin++) {
      for (int end = begin; end < Math.min(context[1], begin + 30); end++) {
        double score = output.rows()[begin][0] + output.rows()[end][1];
        best = Math.max(best, score);
        sum += Math.exp(score);
      }
    }
    return Math.exp(best) / sum;
  }

  /** Where the context's pieces begin and end in the sequence. */
  private static int[] contextPieces(ReferenceModel model, ReferenceOutput output, TextPair pair) {
    ReferenceInput input = model.input(output);
    try {
      PieceTokenizer tokenizer =
          TokenizerFolder.read(model.tokenizer().folder())
              .tokenizer(PieceTokenizer.SpecialsInText.AS_TEXT);
      int[] first = tokenizer.encode(pair.first()).ids();
      int[] second = tokenizer.encode(pair.second()).ids();
      int begin = tokenizer.special().around(first, second).begins()[1];
      assertThat(input.ids()).isEqualTo(tokenizer.special().around(first, second).ids());
      return new int[] {begin, begin + second.length};
    } catch (IOException e) {
      throw new AssertionError(Objects.toString(e), e);
    }
  }
}
