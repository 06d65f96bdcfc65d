package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import opennlp.tools.util.Span;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.corenlp.NeuralPosAnnotator;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.opennlp.NeuralPosTagger;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.PosTagger;

/** Tokens as treebanks escape them, and tokens of white space, by the models that ship. */
class EscapedAndBlankTokensIT {
  private static final List<String> PLAIN =
      List.of(
          "Angela", "Merkel", "(", "CDU", ")", "met", "\"", "Bo", "Li", "\"", "and", "/", "or",
          "Ann", "[", "of", "Siemens", "]", "in", "Berlin", ".");
  private static final List<String> ESCAPED =
      List.of(
          "Angela", "Merkel", "-LRB-", "CDU", "-RRB-", "met", "``", "Bo", "Li", "''", "and", "\\/",
          "or", "Ann", "-LSB-", "of", "Siemens", "-rsb-", "in", "Berlin", ".");

  private static final List<String> NAMES =
      List.of("Angela", "Merkel", "met", "Barack", "Obama", "in", "Berlin", ".");
  private static final List<String> WITH_BLANKS =
      List.of(
          "\n", "Angela", "\u00A0", "Merkel", "\n", "met", "", "Barack", "\r\n", "\u200B", "Obama",
          "in", "Berlin", "\n", ".", "\n");
  private static final int[] PLACES = {1, 3, 5, 7, 10, 11, 12, 14};

  @ParameterizedTest
  @ValueSource(strings = {"en-ner", "en-ner-bert", "en-pos", "en-pos-ptb"})
  void escapedTokensAreTaggedAsWhatTheyStandFor(String bundle) throws Exception {
    try (SequenceTagger tagger = SequenceTaggers.load(bundle)) {
      assertThat(tagger.tag(List.of(ESCAPED))).isEqualTo(tagger.tag(List.of(PLAIN)));
    }
  }

  @Test
  void aBracketIsNoNoun() throws Exception {
    try (SequenceTagger tagger = SequenceTaggers.load("en-pos-ptb")) {
      List<String> tags = tagger.tag(List.of(ESCAPED)).get(0).tags();
      assertThat(List.of(tags.get(2), tags.get(4))).containsExactly("-LRB-", "-RRB-");
    }
  }

  @Test
  void escapedTokensHaveTheVectorsOfWhatTheyStandFor() throws Exception {
    try (TokenEmbedder embedder = TokenEmbedders.load("en-elmo-small", EmbedderOptions.DEFAULT)) {
      assertThat(embedder.embed(List.of(ESCAPED)).get(0))
          .isDeepEqualTo(embedder.embed(List.of(PLAIN)).get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-ner", "en-ner-bert"})
  void namesRunAcrossBlankTokensWhichDisturbNothing(String bundle) throws Exception {
    try (SequenceTagger tagger = SequenceTaggers.load(bundle)) {
      Tagging plain = tagger.tag(List.of(NAMES)).get(0);
      Tagging blanks = tagger.tag(List.of(WITH_BLANKS)).get(0);
      assertThat(blanks.tags()).hasSameSizeAs(WITH_BLANKS);
      assertThat(plain.spans()).hasSize(3);
      assertThat(blanks.spans())
          .isEqualTo(plain.spans().stream().map(EscapedAndBlankTokensIT::moved).toList());
      for (int i = 0; i < PLACES.length; i++) {
        assertThat(blanks.tags().get(PLACES[i])).isEqualTo(plain.tags().get(i));
        assertThat(blanks.confidences().get(PLACES[i])).isEqualTo(plain.confidences().get(i));
      }
      assertThat(tagger.tag(List.of(List.of("\n", "\n"))).get(0).tags()).containsExactly("O", "O");
    }
  }

  private static TaggedSpan moved(TaggedSpan span) {
    return new TaggedSpan(
        PLACES[span.begin()], PLACES[span.end() - 1] + 1, span.label(), span.confidence());
  }

  @Test
  void blankTokensHaveZerosForVectors() throws Exception {
    for (boolean carry : new boolean[] {false, true}) {
      try (TokenEmbedder embedder =
          TokenEmbedders.load("en-elmo-small", EmbedderOptions.DEFAULT.withCarryState(carry))) {
        float[][] plain = embedder.embed(List.of(NAMES)).get(0);
        float[][] blanks = embedder.embed(List.of(WITH_BLANKS)).get(0);
        assertThat(blanks[0]).containsOnly(0).hasSize(embedder.dimension());
        for (int i = 0; i < PLACES.length; i++) {
          assertThat(blanks[PLACES[i]]).containsExactly(plain[i]);
        }
      }
    }
  }

  @Test
  void openNlpGetsNamesAroundBlankTokensAndNoTagForThem() throws Exception {
    String[] tokens = WITH_BLANKS.toArray(String[]::new);
    try (NeuralNameFinder finder = NeuralNameFinder.builder().load()) {
      assertThat(finder.find(tokens))
          .containsExactly(new Span(1, 4, "PER"), new Span(7, 11, "PER"), new Span(12, 13, "LOC"));
    }
    try (NeuralPosTagger tagger = NeuralPosTagger.builder().load()) {
      assertThat(tagger.tag(tokens)[0]).isEqualTo(Tagging.UNTAGGED);
      assertThat(tagger.tag(tokens)[1]).isEqualTo("PROPN");
    }
  }

  /** Tokens are all lines, line ends too, as of cTAKES; nothing is between them. */
  private static CAS document(String... tokens) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(String.join("", tokens));
    int begin = 0;
    for (String token : tokens) {
      if (!token.equals(" ")) {
        cas.addFsToIndexes(
            cas.createAnnotation(
                CasUtil.getType(cas, TypeNames.TOKEN), begin, begin + token.length()));
      }
      begin += token.length();
    }
    return cas;
  }

  @Test
  void uimaPassesNewlineTokensOver() throws Exception {
    CAS cas = document("\n", "Angela", "\n", "Merkel", " ", "visited", "\n", "Berlin", "\n");
    SimplePipeline.runPipeline(
        cas,
        AnalysisEngineFactory.createEngineDescription(NamedEntityRecognizer.class),
        AnalysisEngineFactory.createEngineDescription(PosTagger.class));
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY)))
        .extracting(AnnotationFS::getCoveredText)
        .containsExactly("Angela\nMerkel", "Berlin");
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)))
        .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
        .containsExactly(null, "PROPN", null, "PROPN", "VERB", null, "PROPN", null);
  }

  @Test
  void coreNlpHasXForBlankTokens() {
    List<CoreLabel> tokens = new ArrayList<>();
    for (String word : List.of("Angela", "\n", "Merkel", "visited", "Berlin", "\n")) {
      CoreLabel token = new CoreLabel();
      token.setWord(word);
      tokens.add(token);
    }
    CoreMap sentence = new ArrayCoreMap();
    sentence.set(TokensAnnotation.class, tokens);
    Annotation document = new Annotation("");
    document.set(TokensAnnotation.class, tokens);
    document.set(SentencesAnnotation.class, List.of(sentence));
    new NeuralPosAnnotator("neuralpos", new Properties()).annotate(document);
    assertThat(tokens)
        .extracting(CoreLabel::tag)
        .containsExactly("NNP", "X", "NNP", "VBD", "NNP", "X");
  }
}
