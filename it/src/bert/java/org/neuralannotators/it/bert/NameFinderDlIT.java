package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.eval.PrecisionRecall;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.SpanDecoder;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/**
 * Which entities OpenNLP's {@code NameFinderDL} loses with the weights of a bundle of ours. The
 * logits are the same, so what differs is what is made of them. Its ONNX file can't tell where
 * tokens have capitals, as {@code en-ner-bert} does, so the bundle before that one is needed: see
 * {@code docs/peers.md}.
 */
@EnabledIfSystemProperty(
    named = NameFinderDlIT.PROPERTY,
    matches = ".+",
    disabledReason = "-Dformer.minilm gives no folder of the bundle en-ner-minilm")
class NameFinderDlIT {
  static final String PROPERTY = "former.minilm";

  private static final String BUNDLE = System.getProperty(PROPERTY);
  private static final Path CORPORA = Path.of("../../shared/data/ner");

  @TempDir private static Path folder;
  private static SequenceTagger ours;
  private static OnnxArgmax argmax;
  private static OpenNlpDl peer;
  private static OpenNlpDl peerAsGiven;

  @BeforeAll
  static void load() throws IOException, OrtException {
    Path model = folder.resolve("tagger.onnx");
    Path vocabulary = folder.resolve("vocab.txt");
    try (ModelBundle bundle = ModelRepository.standard().open(BUNDLE)) {
      OnnxTagger.write(
          PublishedEncoder.MINILM.copyModel(folder), bundle.tensors("weights.safetensors"), model);
      Files.write(vocabulary, bundle.bytes("vocab.txt"));
      LabelSet labels = LabelSet.of(TagScheme.BIOES, bundle.manifest().labels());
      argmax = new OnnxArgmax(model, bundle.lines("vocab.txt"), labels.tags());
      peer = new OpenNlpDl(model, vocabulary, labels.types(), labels.tags(), true);
      peerAsGiven = new OpenNlpDl(model, vocabulary, labels.types(), labels.tags(), false);
    }
    ours = SequenceTaggers.load(BUNDLE);
  }

  @AfterAll
  static void close() throws OrtException {
    ours.close();
    argmax.close();
  }

  private static List<Mention> ours(List<String> tokens) {
    return Mention.of(tokens, ours.tag(List.of(tokens)).get(0).spans());
  }

  private static List<String> show(List<Mention> mentions, List<String> tokens) {
    return mentions.stream().map(mention -> mention.in(tokens)).sorted().toList();
  }

  /**
   * An entity is the character that it begins with, its text and its type. The other needs a tag
   * with B and takes all with I behind it, which the best tags without transitions often aren't.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # A repeated name is looked for in the text, and found in another word.
          Ann saw Anna and Joanna with Ann . | 29 Ann PER
          The man Manchester United bought is a man from Manchester . | 47 Manchester LOC
          # Adjacent names.
          The flights London Paris and Berlin Rome are late . | 12 London LOC
          # Punctuation and accents.
          The U.S. and the U.K. signed it with AT&T and Johnson & Johnson . | 37 AT&T ORG
          The U.S. and the U.K. signed it with AT&T and Johnson & Johnson . | 4 U.S. LOC
          José Muñoz met Zoë in São Paulo and Zürich . | 0 José Muñoz PER
          """)
  void keepsWhatTheOtherLoses(String sentence, String entity) throws OrtException {
    List<String> tokens = List.of(sentence.split(" "));
    print(tokens);
    assertThat(show(ours(tokens), tokens)).contains(entity);
    assertThat(show(peer.find(tokens), tokens)).doesNotContain(entity);
  }

  private static void print(List<String> tokens) throws OrtException {
    System.out.println(String.join(" ", tokens));
    System.out.println("  ours             " + show(ours(tokens), tokens));
    System.out.println("  best tags        " + argmax.tags(tokens));
    System.out.println("  NameFinderDL     " + show(peer.find(tokens), tokens));
    System.out.println("  without lowering " + show(peerAsGiven.find(tokens), tokens));
  }

  @Test
  void upperCaseIsUnknownToTheOther() {
    List<String> tokens =
        List.of("Angela Merkel spoke to Emmanuel Macron in Brussels .".split(" "));
    assertThat(ours(tokens)).hasSize(3);
    assertThat(peerAsGiven.find(tokens)).isEmpty();
    assertThat(peer.find(tokens)).hasSize(3);
  }

  @Test
  void sentenceThatIsTooLongForTheModelIsAnErrorOnlyThere() {
    List<String> tokens = sentence("Krishnamurthy of Thiruvananthapuram said it again ,", 60);
    assertThat(show(ours(tokens), tokens)).anyMatch(entity -> entity.endsWith(" Kofi Annan PER"));
    assertThat(peer.find(tokens)).isEmpty();
    assertThat(peer.failures()).hasSize(1);
  }

  @Test
  void nameBeyondTheFirstPartOfALongSentenceIsFoundOnceInItsPlace() {
    List<String> tokens = sentence("Then the people of the town talked about it again ,", 40);
    int end = String.join(" ", tokens).indexOf("Kofi");
    assertThat(show(ours(tokens), tokens)).contains(end + " Kofi Annan PER");
    assertThat(show(peer.find(tokens), tokens)).doesNotContain(end + " Kofi Annan PER");
  }

  private static List<String> sentence(String part, int times) {
    String text = (part + " ").repeat(times) + "and Peter Brown met Kofi Annan in Berlin .";
    return List.of(text.split(" "));
  }

  /** What one way finds of a corpus. */
  private static final class Result {
    private final String name;
    private final Set<String> correct = new HashSet<>();
    private long predicted;
    private long all;

    Result(String name) {
      this.name = name;
    }

    void add(int sentence, List<Mention> gold, List<Mention> found) {
      Set<Mention> right = new HashSet<>(found);
      right.retainAll(gold);
      right.forEach(mention -> correct.add(sentence + " " + mention));
      predicted += found.size();
      all += gold.size();
    }

    private static int difference(Result one, Result other) {
      Set<String> only = new HashSet<>(one.correct);
      only.removeAll(other.correct);
      return only.size();
    }

    String line(Result ours) {
      PrecisionRecall counts = new PrecisionRecall(correct.size(), predicted, all);
      return String.format(
          "%-34s %5d of %d right, %5d found, F1 %5.2f; ours only %4d, not ours %4d",
          name,
          counts.correct(),
          counts.gold(),
          counts.predicted(),
          100 * counts.f1(),
          difference(ours, this),
          difference(this, ours));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wikigold", "broad-twitter"})
  void findsMoreOfACorpus(String corpus) throws IOException, OrtException {
    Path file = CORPORA.resolve(corpus).resolve("test.tsv");
    assumeTrue(Files.exists(file), "[" + file + "] isn't there");
    Result own = new Result("ours");
    Result best = new Result("best tags of the same logits");
    Result strict = new Result("best tags that begin with B");
    Result other = new Result("NameFinderDL, text lower-cased");
    Result asGiven = new Result("NameFinderDL, text as it is");
    List<TaggedSentence> sentences = ColumnFormat.TAB_SEPARATED.read(file);
    List<Tagging> taggings = ours.tag(sentences.stream().map(TaggedSentence::tokens).toList());
    for (int i = 0; i < sentences.size(); i++) {
      List<String> tokens = sentences.get(i).tokens();
      List<Mention> gold =
          Mention.of(
              tokens,
              sentences.get(i).spans().stream()
                  .filter(span -> !span.label().equals("MISC"))
                  .toList());
      own.add(i, gold, Mention.of(tokens, taggings.get(i).spans()));
      List<String> tags = argmax.tags(tokens);
      best.add(i, gold, Mention.of(tokens, SpanDecoder.decode(tags)));
      strict.add(i, gold, Mention.of(tokens, SpanDecoder.decode(OnnxArgmax.strict(tags))));
      other.add(i, gold, peer.find(tokens));
      asGiven.add(i, gold, peerAsGiven.find(tokens));
    }
    System.out.println(corpus + " test, " + sentences.size() + " sentences");
    for (Result result : List.of(own, best, strict, other, asGiven)) {
      System.out.println("  " + result.line(own));
    }
    System.out.println("  exceptions " + peer.failures() + peerAsGiven.failures());
    assertThat(own.correct.size()).isGreaterThan(other.correct.size());
  }
}
