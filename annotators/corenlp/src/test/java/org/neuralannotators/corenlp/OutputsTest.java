package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationOutputter;
import edu.stanford.nlp.pipeline.AnnotationSerializer;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.CoNLLOutputter;
import edu.stanford.nlp.pipeline.CoNLLUOutputter;
import edu.stanford.nlp.pipeline.GenericAnnotationSerializer;
import edu.stanford.nlp.pipeline.InlineXMLOutputter;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer.LossySerializationException;
import edu.stanford.nlp.pipeline.TaggedTextOutputter;
import edu.stanford.nlp.pipeline.TextOutputter;
import edu.stanford.nlp.pipeline.XMLOutputter;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CoreNLP's outputters and serializers make of what each of our annotators writes. */
class OutputsTest {
  /** An annotator with what its options write. */
  private enum Written {
    ENTITIES(true),
    PARTS_OF_SPEECH(true),
    CHUNKS(false),
    CLASSES(false),
    DOCUMENT_CLASS(false),
    SENTIMENT(true),
    ANSWERS(false),
    SUMMARY(false),
    TRANSLATIONS(false),
    VECTORS(false);

    /** Whether CoreNLP's lossless serializer knows the keys. */
    private final boolean known;

    Written(boolean known) {
      this.known = known;
    }

    Annotator annotator() {
      Properties properties = NerOptionsTest.properties("n.modelLocation", "fake");
      return switch (this) {
        case ENTITIES -> new NeuralNerAnnotator("n", properties, FakeTagger.ofNames().loader());
        case PARTS_OF_SPEECH ->
            new NeuralPosAnnotator("n", properties, FakeTagger.ofPartsOfSpeech().loader());
        case CHUNKS -> new NeuralChunkAnnotator("n", properties, FakeTagger.ofNames().loader());
        case CLASSES -> classifier(properties);
        case DOCUMENT_CLASS -> {
          properties.setProperty("n.unit", "DOCUMENT");
          yield classifier(properties);
        }
        case SENTIMENT -> {
          properties.setProperty("n.sentiment", "true");
          yield classifier(properties);
        }
        case ANSWERS -> {
          properties.setProperty("n.questions", "Who left?");
          yield new NeuralQuestionAnswerAnnotator("n", properties, read -> FakeAnswerer::new);
        }
        case SUMMARY -> new NeuralSummaryAnnotator("n", properties, read -> FakeSummarizer::new);
        case TRANSLATIONS -> {
          properties.setProperty("n.nBest", "2");
          properties.setProperty("n.alignments", "true");
          FakeTranslator translator = new FakeTranslator();
          translator.alignments = true;
          yield new NeuralTranslationAnnotator(
              "n", TranslationOptions.read("n", properties), () -> translator);
        }
        case VECTORS -> {
          properties.setProperty("n.granularity", "BOTH");
          yield new NeuralEmbeddingAnnotator(
              "n", EmbeddingOptions.read("n", properties), FakeEmbedder::new);
        }
      };
    }

    private static Annotator classifier(Properties properties) {
      return new NeuralClassifierAnnotator(
          "n", ClassifierOptions.read("n", properties), FakeClassifier::new);
    }

    Annotation document() {
      Annotation document = Documents.of("Ada left .\nTurin good .");
      annotator().annotate(document);
      return document;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutputterWritesTheDocument(Written written) throws Exception {
    Annotation document = written.document();
    List<AnnotationOutputter> outputters =
        new ArrayList<>(
            List.of(
                new XMLOutputter(),
                new TextOutputter(),
                new CoNLLOutputter(),
                new CoNLLUOutputter(),
                new TaggedTextOutputter(),
                new JSONOutputter(),
                new NeuralJsonOutputter()));
    if (written == Written.ENTITIES) {
      outputters.add(new InlineXMLOutputter());
    }
    for (AnnotationOutputter outputter : outputters) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      outputter.print(document, out, AnnotationOutputter.getOptions(new Properties()));
      assertThat(out.toString(StandardCharsets.UTF_8))
          .as(outputter.getClass().getSimpleName())
          .contains("Ada", "Turin");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLosslessSerializerTakesWhatItKnowsAndTheRestBehindTheRemover(Written written)
      throws Exception {
    Annotation document = written.document();
    AnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    if (!written.known) {
      assertThatThrownBy(() -> words(document, serializer))
          .isInstanceOf(LossySerializationException.class);
    }
    NeuralAnnotationRemover.remove(document);
    assertThat(words(document, serializer))
        .containsExactly("Ada", "left", ".", "Turin", "good", ".");
    if (written == Written.SENTIMENT) {
      assertThat(Documents.sentences(read(document, serializer)))
          .extracting(sentence -> sentence.get(SentimentClass.class))
          .containsExactly("negative", "positive");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSLATIONS")
  void javasSerializationTakesAll(Written written) throws Exception {
    Annotation document = written.document();
    Annotation read = read(document, new GenericAnnotationSerializer());
    assertThat(read.keySet()).isEqualTo(document.keySet());
    assertThat(Documents.sentences(read).get(0).keySet())
        .isEqualTo(Documents.sentences(document).get(0).keySet());
    assertThat(Documents.tokens(read).get(0).keySet())
        .isEqualTo(Documents.tokens(document).get(0).keySet());
  }

  private static List<String> words(Annotation document, AnnotationSerializer serializer)
      throws Exception {
    return Documents.tokens(read(document, serializer)).stream().map(CoreLabel::word).toList();
  }

  private static Annotation read(Annotation document, AnnotationSerializer serializer)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(document, bytes).close();
    return serializer.read(new ByteArrayInputStream(bytes.toByteArray())).first;
  }
}
