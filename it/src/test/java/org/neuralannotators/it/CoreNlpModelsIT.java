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
import edu.stanford.nlp.trees.Tree;
import edu.stanford.nlp.trees.UniversalEnglishGrammaticalRelations;
import java.io.IOException;
import java.util.List;
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
}
