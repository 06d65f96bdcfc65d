package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.stanford.nlp.coref.CorefCoreAnnotations.CorefChainAnnotation;
import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.ling.TaggedWord;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.CoreSentence;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.time.TimeAnnotations.TimexAnnotation;
import edu.stanford.nlp.time.Timex;
import edu.stanford.nlp.trees.Tree;
import edu.stanford.nlp.trees.UniversalEnglishGrammaticalRelations;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CoreNLP's parsers and coreference behind our annotators; needs {@code -Pcorenlp-models}. */
class CoreNlpModelsIT {
  private static final String MODELS = "/edu/stanford/nlp/models/coref/";

  @BeforeEach
  void requireModels() {
    assumeTrue(
        CoreNlpModelsIT.class.getResource(MODELS) != null,
        "CoreNLP's models aren't on the class path; run with -Pcorenlp-models");
  }

  /** With the tags that the parsers' own training data has they find what a reader does. */
  @Test
  void bothParsersRunBehindOurPartsOfSpeech() throws IOException {
    Properties properties =
        CoreNlpPosIT.properties("annotators", "tokenize, ssplit, neuralpos, lemma, depparse");
    CoreSentence sentence =
        new StanfordCoreNLP(properties)
            .processToCoreDocument(PosSentences.SENTENCE)
            .sentences()
            .get(0);

    assertThat(sentence.posTags()).isEqualTo(PosSentences.PENN_TAGS);
    SemanticGraph dependencies = sentence.dependencyParse();
    assertThat(dependencies.getFirstRoot().word()).isEqualTo("wrote");
    assertThat(
            dependencies.getChildrenWithRelns(
                dependencies.getFirstRoot(),
                List.of(UniversalEnglishGrammaticalRelations.NOMINAL_SUBJECT)))
        .extracting(IndexedWord::word)
        .containsExactly("I");

    properties.setProperty("annotators", "tokenize, ssplit, neuralpos, parse");
    Tree tree =
        new StanfordCoreNLP(properties)
            .processToCoreDocument(PosSentences.SENTENCE)
            .sentences()
            .get(0)
            .constituencyParse();
    assertThat(tree.taggedYield()).extracting(TaggedWord::tag).isEqualTo(PosSentences.PENN_TAGS);
  }

  @Test
  void coreferenceLinksOurMentions() {
    CoreDocument document =
        CoreNlp.pipeline(
                "annotators", "tokenize, ssplit, pos, lemma, depparse, neuralner, coref",
                "coref.algorithm", "statistical")
            .processToCoreDocument(
                "Angela Merkel flew to Paris. Merkel said that she would stay in Paris.");

    assertThat(document.annotation().get(CorefChainAnnotation.class)).isNotEmpty();
    CoreEntityMention merkel =
        document.entityMentions().stream()
            .filter(mention -> mention.text().equals("Merkel"))
            .findFirst()
            .orElseThrow();
    assertThat(merkel.canonicalEntityMention())
        .map(CoreEntityMention::text)
        .contains("Angela Merkel");
  }

  /** Our names, in the types that knowledge bases want, with CoreNLP's times and amounts. */
  @Test
  void namesGetFinerTypesBesideTimesAndAmounts() {
    CoreDocument document =
        CoreNlp.pipeline(
                "annotators", "tokenize, ssplit, pos, lemma, ner, neuralner",
                "ner.rulesOnly", "true",
                "ner.applyFineGrained", "false",
                "neuralner.keep", "DATE,TIME,DURATION,SET,MONEY,PERCENT,NUMBER,ORDINAL",
                "neuralner.applyFineGrained", "true")
            .processToCoreDocument(
                "Angela Merkel paid 20 percent of five million dollars in Berlin, Germany on March"
                    + " 3, 2010. Marie Curie stayed in California for three years.");

    assertThat(document.entityMentions())
        .extracting(mention -> mention.text() + " " + mention.entityType())
        .containsExactly(
            "Angela Merkel PERSON",
            "20 percent PERCENT",
            "five million dollars MONEY",
            "Berlin CITY",
            "Germany COUNTRY",
            "March 3, 2010 DATE",
            "Marie Curie PERSON",
            "California STATE_OR_PROVINCE",
            "three years DURATION");
    assertThat(document.entityMentions())
        .extracting(mention -> mention.coreMap().get(TimexAnnotation.class))
        .filteredOn(Objects::nonNull)
        .extracting(Timex::value)
        .containsExactly("2010-03-03", "P3Y");
  }
}
