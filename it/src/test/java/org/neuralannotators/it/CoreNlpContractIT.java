package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neuralannotators.it.CoreNlp.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationOutputter;
import edu.stanford.nlp.pipeline.CoNLLOutputter;
import edu.stanford.nlp.pipeline.JSONAnnotationReader;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.pipeline.TextOutputter;
import edu.stanford.nlp.pipeline.XMLOutputter;
import edu.stanford.nlp.util.CoreMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.corenlp.NeuralNerAnnotator;

/** What CoreNLP asks of an annotator, and what its own classes read of ours. */
class CoreNlpContractIT {
  private final StanfordCoreNLP pipeline = CoreNlp.pipeline();

  @Test
  void readsWhatItRequiresAndWritesWhatItPromises() {
    StanfordCoreNLP tokenizer = CoreNlp.pipeline("annotators", "tokenize");
    NeuralNerAnnotator annotator = new NeuralNerAnnotator("neuralner", CoreNlp.properties());

    Set<Class<?>> read = CoreNlp.keysRead(annotator, () -> CoreNlp.annotated(tokenizer, TEXT));
    Annotation document = CoreNlp.annotated(tokenizer, TEXT);
    Set<Class<?>> before = keys(document);
    annotator.annotate(document);

    read.removeAll(annotator.requirementsSatisfied());
    assertThat(read).isEqualTo(annotator.requires());
    Set<Class<?>> written = keys(document);
    written.removeAll(before);
    assertThat(written).isEqualTo(annotator.requirementsSatisfied());
  }

  /** The keys of a document, its sentences, tokens and mentions. */
  private static Set<Class<?>> keys(Annotation document) {
    Set<Class<?>> keys = new HashSet<>(document.keySet());
    for (CoreMap sentence : document.get(SentencesAnnotation.class)) {
      keys.addAll(sentence.keySet());
    }
    document.get(TokensAnnotation.class).forEach(token -> keys.addAll(token.keySet()));
    if (document.containsKey(MentionsAnnotation.class)) {
      document.get(MentionsAnnotation.class).forEach(mention -> keys.addAll(mention.keySet()));
    }
    return keys;
  }

  @Test
  void protobufKeepsAll() throws Exception {
    Annotation document = CoreNlp.annotated(pipeline, TEXT);
    ProtobufAnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(document, bytes).close();

    Annotation read = serializer.read(new ByteArrayInputStream(bytes.toByteArray())).first;

    assertThat(CoreNlp.details(document)).isNotEmpty();
    assertThat(CoreNlp.details(read)).isEqualTo(CoreNlp.details(document));
    assertThat(CoreNlp.tags(read)).isEqualTo(CoreNlp.tags(document));
    for (int i = 0; i < read.get(SentencesAnnotation.class).size(); i++) {
      assertThat(CoreNlp.details(read.get(SentencesAnnotation.class).get(i)))
          .isEqualTo(CoreNlp.details(document.get(SentencesAnnotation.class).get(i)));
    }
    assertThat(keys(read))
        .containsAll(
            new NeuralNerAnnotator("neuralner", CoreNlp.properties()).requirementsSatisfied());
  }

  @Test
  void jsonIsReadBack() throws IOException {
    Annotation document = CoreNlp.annotated(pipeline, TEXT);

    String json = JSONOutputter.jsonPrint(document);

    JsonNode mention = new ObjectMapper().readTree(json).at("/sentences/0/entitymentions/0");
    CoreMap first = document.get(MentionsAnnotation.class).get(0);
    // CoreNLP prints 12 decimals.
    assertThat(mention.get("nerConfidences").get("PERSON").asDouble())
        .isCloseTo(first.get(NamedEntityTagProbsAnnotation.class).get("PERSON"), within(1e-12));
    Annotation read = new JSONAnnotationReader().read(json);
    assertThat(read.get(SentencesAnnotation.class))
        .flatExtracting(sentence -> sentence.get(MentionsAnnotation.class))
        .extracting(CoreNlpContractIT::place)
        .isEqualTo(
            document.get(MentionsAnnotation.class).stream().map(CoreNlpContractIT::place).toList());
  }

  private static List<Object> place(CoreMap mention) {
    return List.of(
        mention.get(TextAnnotation.class),
        mention.get(CharacterOffsetBeginAnnotation.class),
        mention.get(CharacterOffsetEndAnnotation.class));
  }

  @Test
  void everyOutputterPrintsTheEntities() throws IOException {
    Annotation document = CoreNlp.annotated(pipeline, TEXT);
    for (AnnotationOutputter outputter :
        List.of(
            new XMLOutputter(), new TextOutputter(), new CoNLLOutputter(), new JSONOutputter())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      outputter.print(document, out, pipeline);
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("Berlin", "LOCATION", "PERSON");
    }
  }

  @Test
  void entityMentionsCanFollow() {
    Annotation ours = CoreNlp.annotated(pipeline, TEXT);
    Annotation document =
        CoreNlp.annotated(
            CoreNlp.pipeline("annotators", "tokenize, ssplit, neuralner, entitymentions"), TEXT);

    // CoreNLP's annotator adds the pronoun.
    assertThat(CoreNlp.mentions(document))
        .containsAll(CoreNlp.mentions(ours))
        .contains("He PERSON");
    assertThat(document.get(MentionsAnnotation.class))
        .extracting(mention -> mention.get(EntityMentionIndexAnnotation.class))
        .doesNotContainNull();
    assertThat(CoreNlp.tags(document)).isEqualTo(CoreNlp.tags(ours));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aCollectionGetsWhatEachDocumentWouldAlone(int threads) throws Exception {
    List<String> texts = texts(200);
    List<Annotation> documents = texts.stream().map(Annotation::new).toList();

    pipeline.annotate(documents, threads);

    for (int i = 0; i < texts.size(); i++) {
      CoreNlp.assertSame(documents.get(i), CoreNlp.annotated(pipeline, texts.get(i)));
    }
  }

  @Test
  void threadsThatShareAPipelineDoNotDisturbEachOther() throws Exception {
    List<String> texts = texts(200);
    List<Annotation> expected =
        texts.stream().map(text -> CoreNlp.annotated(pipeline, text)).toList();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Annotation>> documents = new ArrayList<>();
    for (String text : texts) {
      documents.add(
          threads.submit(
              () -> {
                start.await();
                return CoreNlp.annotated(pipeline, text);
              }));
    }
    start.countDown();
    threads.shutdown();

    for (int i = 0; i < texts.size(); i++) {
      CoreNlp.assertSame(documents.get(i).get(), expected.get(i));
    }
  }

  /** Documents of sentences from the samples; some are empty. */
  private static List<String> texts(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Samples.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    Random random = new Random(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Collections.shuffle(lines, random);
      texts.add(String.join("\n", lines.subList(0, random.nextInt(lines.size()))));
    }
    return texts;
  }
}
