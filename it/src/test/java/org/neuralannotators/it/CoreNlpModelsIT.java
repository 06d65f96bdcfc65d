package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.stanford.nlp.coref.CorefCoreAnnotations.CorefChainAnnotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import org.junit.jupiter.api.Test;

/** CoreNLP's coreference behind our annotator; needs {@code -Pcorenlp-models}. */
class CoreNlpModelsIT {
  private static final String MODELS = "/edu/stanford/nlp/models/coref/";

  @Test
  void coreferenceLinksOurMentions() {
    assumeTrue(
        CoreNlpModelsIT.class.getResource(MODELS) != null,
        "CoreNLP's models aren't on the class path; run with -Pcorenlp-models");
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
