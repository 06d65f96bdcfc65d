package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerers;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.classify.TextPair;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.fillmask.Filling;
import org.neuralannotators.fillmask.MaskFiller;
import org.neuralannotators.fillmask.MaskFillers;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.ReferenceModel.Head;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.text.Tokenizer;

/**
 * Imported models give transformers' scores of 200 sentences, from text to scores. The largest
 * differences are told in {@code target/differences.tsv}.
 */
class ManySentencesTest {
  private static final int NO_PIECE = 255;
  private static final ManySentences SENTENCES = ManySentences.read();
  private static final Map<String, KeptScores> COMPARED = new TreeMap<>();

  @TempDir private Path folder;

  static Stream<ReferenceModel> encoders() {
    return ReferenceModel.with(Head.BASE);
  }

  static Stream<ReferenceModel> taggers() {
    return ReferenceModel.with(Head.TOKENS);
  }

  static Stream<ReferenceModel> classifiers() {
    return ReferenceModel.with(Head.CLASSES);
  }

  static Stream<ReferenceModel> answerers() {
    return ReferenceModel.with(Head.ANSWERS);
  }

  static Stream<ReferenceModel> maskedModels() {
    return ReferenceModel.with(Head.MASKED);
  }

  static Stream<ReferenceModel> vectors() {
    return ReferenceModel.with(Head.VECTORS);
  }

  @AfterAll
  static void tell() throws IOException {
    List<String> lines = new ArrayList<>(List.of("family\thead\tmodel\tabsolute\trelative"));
    COMPARED.forEach(
        (model, scores) ->
            lines.add("%s\t%.2g\t%.2g".formatted(model, scores.absolute(), scores.relative())));
    Files.write(Files.createDirectories(Path.of("target")).resolve("differences.tsv"), lines);
  }

  @Test
  void theSentencesAreOfManyScripts() {
    Set<Character.UnicodeScript> scripts = new HashSet<>();
    SENTENCES.sentences().stream()
        .flatMapToInt(String::codePoints)
        .filter(Character::isLetter)
        .forEach(letter -> scripts.add(Character.UnicodeScript.of(letter)));
    assertThat(new HashSet<>(SENTENCES.sentences())).hasSize(200);
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(30);
  }

  private ModelBundle bundle(ReferenceModel model, String name, Choice choice) throws IOException {
    Path bundle = folder.resolve(name);
    try (ImportedModel imported =
        ModelImporter.read(model.writeTo(folder.resolve("saved-" + name)), choice)) {
      imported.files().write(bundle, imported.manifest("tiny").build());
    }
    return ModelBundle.open(bundle);
  }

  private static void assertSame(ReferenceModel model, KeptScores scores) {
    scores.assertRead();
    COMPARED.put(
        String.join("\t", model.config().get("model_type").asText(), "" + model.head(), "" + model),
        scores);
    assertThat(scores.absolute()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void hiddenStatesAreThoseOfTransformers(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    try (ModelBundle bundle = bundle(model, "encoder", Choice.NONE)) {
      EncoderCheckpoint checkpoint = EncoderBundle.read(bundle);
      Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
      PieceBatch batch =
          PieceBatch.of(
              SENTENCES.sentences().stream()
                  .map(text -> tokenizer.special().around(tokenizer.encode(text).ids()))
                  .map(all -> PieceSequence.of(all, checkpoint.architecture().segments()))
                  .toList());
      double[] hidden = hiddenStates(checkpoint, batch);
      int columns = checkpoint.architecture().hidden();
      for (int i = 0; i < SENTENCES.size(); i++) {
        int begin = columns * batch.rows().offset(i);
        int end = begin + columns * batch.rows().length(i);
        scores.compare(i, Arrays.copyOfRange(hidden, begin, end));
      }
    }
    assertSame(model, scores);
  }

  private static double[] hiddenStates(EncoderCheckpoint checkpoint, PieceBatch batch)
      throws IOException {
    EncoderArchitecture architecture = checkpoint.architecture();
    double[][] hidden = new double[1][];
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = architecture.newPieces();
        Lanes lanes = Lanes.ofFloats(1)) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateFloats();
      checkpoint.copyTo(encoder);
      lanes.onLane(
          lane -> {
            Matrix last = encoder.encode(lane.inference(), batch);
            hidden[0] = last.toDoubles();
          });
    }
    return hidden[0];
  }

  @ParameterizedTest
  @MethodSource("taggers")
  void tagsOfGivenTokensAreThoseOfThePipeline(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    try (ModelBundle bundle = bundle(model, "tagger", Choice.NONE);
        SequenceTagger tagger = SequenceTaggers.read(bundle, TaggerOptions.DEFAULT)) {
      List<List<String>> words =
          IntStream.range(0, SENTENCES.size()).mapToObj(SENTENCES::words).toList();
      assertThat(words).allSatisfy(each -> assertThat(each).noneMatch(ReadTokens::isBlank));
      List<Tagging> taggings = tagger.tag(words);
      for (int i = 0; i < words.size(); i++) {
        double[] probabilities = new double[words.get(i).size()];
        for (int word = 0; word < probabilities.length; word++) {
          int label = scores.nextByte();
          if (label != NO_PIECE) {
            assertThat(taggings.get(i).tags().get(word)).isEqualTo(tag(model, label));
            probabilities[word] = taggings.get(i).confidences().get(word);
          }
        }
        scores.compare(i, probabilities);
      }
    }
    assertSame(model, scores);
  }

  /** Types alone, as CamemBERT's tagger has them, are tags of IO. */
  private static String tag(ReferenceModel model, int label) {
    String name = model.config().get("id2label").get(Integer.toString(label)).asText();
    return name.matches("PER|LOC") ? "I-" + name : name;
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void classesAreThoseOfTransformers(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    List<Classification> texts;
    List<Classification> pairs;
    try (ModelBundle bundle = bundle(model, "texts", Choice.NONE.withPairs(false));
        TextClassifier classifier = TextClassifiers.read(bundle, PredictorOptions.DEFAULT)) {
      texts = classifier.classify(SENTENCES.sentences());
    }
    try (ModelBundle bundle = bundle(model, "pairs", Choice.NONE.withPairs(true));
        TextClassifier classifier = TextClassifiers.read(bundle, PredictorOptions.DEFAULT)) {
      pairs =
          classifier.classifyPairs(
              IntStream.range(0, SENTENCES.size())
                  .mapToObj(i -> new TextPair(SENTENCES.question(i), SENTENCES.sentences().get(i)))
                  .toList());
    }
    for (int i = 0; i < SENTENCES.size(); i++) {
      scores.compare(
          i, DoubleStream.concat(numbers(texts.get(i)), numbers(pairs.get(i))).toArray());
    }
    assertSame(model, scores);
  }

  private static DoubleStream numbers(Classification found) {
    return (found.numbers().isEmpty() ? found.probabilities() : found.numbers())
        .values().stream().mapToDouble(Double::doubleValue);
  }

  @ParameterizedTest
  @MethodSource("answerers")
  void answersAreTheBestSpansOfTransformersScores(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    try (ModelBundle bundle = bundle(model, "answerer", Choice.NONE);
        QuestionAnswerer answerer = QuestionAnswerers.read(bundle, PredictorOptions.DEFAULT)) {
      List<Optional<Answer>> answers =
          answerer.answer(
              IntStream.range(0, SENTENCES.size())
                  .mapToObj(
                      i ->
                          new QuestionAnswerer.Question(
                              SENTENCES.question(i), SENTENCES.sentences().get(i)))
                  .toList());
      for (int i = 0; i < answers.size(); i++) {
        int place = scores.nextByte();
        int end = scores.nextByte();
        if (SENTENCES.words(i).isEmpty()) {
          assertThat(answers.get(i)).isEmpty();
        } else {
          Answer answer = answers.get(i).orElseThrow();
          String text = SENTENCES.sentences().get(i);
          // Behind the blank that the first piece may begin with, where the pipeline's has it.
          int begin = end - text.substring(place, end).stripLeading().length();
          assertThat(answer.begin()).isEqualTo(begin);
          assertThat(answer.end()).isGreaterThanOrEqualTo(end);
          // With the accents of the last character, where the pipeline cuts them off.
          assertThat(characters(text.substring(begin, answer.end())))
              .isEqualTo(characters(text.substring(begin, end)));
          scores.compare(i, answer.confidence());
        }
      }
    }
    assertSame(model, scores);
  }

  private static long characters(String text) {
    return Pattern.compile("\\X").matcher(text).results().count();
  }

  @ParameterizedTest
  @MethodSource("maskedModels")
  void maskedPiecesAreThoseOfTransformers(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    try (ModelBundle bundle = bundle(model, "masked", Choice.NONE);
        MaskFiller filler = MaskFillers.load(bundle.location().toString())) {
      List<List<Filling>> all =
          filler.fill(
              IntStream.range(0, SENTENCES.size())
                  .mapToObj(i -> SENTENCES.masked(i, filler.mask()))
                  .toList(),
              Integer.MAX_VALUE);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get(0).id()).isEqualTo(scores.nextShort());
        double[] logarithms = new double[all.get(i).size()];
        all.get(i).forEach(each -> logarithms[each.id()] = Math.log(each.probability()));
        scores.compareLogarithms(i, logarithms);
      }
    }
    assertSame(model, scores);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsAreThoseOfSentenceTransformers(ReferenceModel model) throws IOException {
    KeptScores scores = new KeptScores(model);
    try (ModelBundle bundle = bundle(model, "vectors", Choice.NONE);
        SentenceEmbedder embedder = SentenceEmbedders.load(bundle.location().toString())) {
      float[][] vectors = embedder.embed(SENTENCES.sentences());
      for (int i = 0; i < vectors.length; i++) {
        float[] vector = vectors[i];
        scores.compare(
            i, IntStream.range(0, vector.length).mapToDouble(column -> vector[column]).toArray());
      }
    }
    assertSame(model, scores);
  }
}
