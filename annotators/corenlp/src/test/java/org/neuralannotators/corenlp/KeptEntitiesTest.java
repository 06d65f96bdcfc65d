package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuralannotators.corenlp.Documents.sentences;
import static org.neuralannotators.corenlp.Documents.tokens;

import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CorefMentionToEntityMentionMappingAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionToCorefMentionMappingAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NormalizedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NumericCompositeValueAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.WikipediaEntityAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.EntityMentionsAnnotator;
import edu.stanford.nlp.time.TimeAnnotations.TimexAnnotation;
import edu.stanford.nlp.time.Timex;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TaggedSpan;

/** What our names make of the entities that an annotator before them found. */
class KeptEntitiesTest {
  private static final Timex MAY_2010 = new Timex("DATE", "2010-05");

  private static Annotation document() {
    return Documents.of("Ada left Turin in May 2010 for 5 6 .");
  }

  /** Gives tokens a tag, as CoreNLP's {@code ner} does. */
  private static void tag(Annotation document, int begin, int end, String tag, String normalized) {
    for (CoreLabel token : tokens(document).subList(begin, end)) {
      token.setNER(tag);
      token.set(NormalizedNamedEntityTagAnnotation.class, normalized);
      token.set(WikipediaEntityAnnotation.class, "Somewhere");
      if (tag.equals("DATE")) {
        token.set(TimexAnnotation.class, MAY_2010);
      }
    }
  }

  private static Annotation withDate() {
    Annotation document = document();
    tag(document, 4, 6, "DATE", "2010-05");
    return document;
  }

  private static void annotate(Annotation document, String... options) {
    new NeuralNerAnnotator("n", NerOptionsTest.properties(options), FakeTagger.ofNames().loader())
        .annotate(document);
  }

  private static List<String> mentions(Annotation document) {
    return document.get(MentionsAnnotation.class).stream()
        .map(
            mention ->
                mention.get(TextAnnotation.class) + " " + mention.get(EntityTypeAnnotation.class))
        .toList();
  }

  @Test
  void keptEntitiesStandBetweenOursWithAllTheyHad() {
    Annotation document = withDate();

    annotate(document, "n.keep", "DATE, TIME");

    assertThat(mentions(document)).containsExactly("Ada PERSON", "Turin LOCATION", "May 2010 DATE");
    CoreMap date = document.get(MentionsAnnotation.class).get(2);
    assertThat(sentences(document).get(0).get(MentionsAnnotation.class).get(2)).isSameAs(date);
    assertThat(date.get(NamedEntityTagAnnotation.class)).isEqualTo("DATE");
    assertThat(date.get(NormalizedNamedEntityTagAnnotation.class)).isEqualTo("2010-05");
    assertThat(date.get(TimexAnnotation.class)).isSameAs(MAY_2010);
    assertThat(date.get(EntityMentionIndexAnnotation.class)).isEqualTo(2);
    assertThat(date.get(NamedEntityTagProbsAnnotation.class)).isEqualTo(Map.of("DATE", -1.0));
    assertThat(tokens(document).subList(4, 6))
        .allSatisfy(
            token -> {
              assertThat(token.ner()).isEqualTo("DATE");
              assertThat(token.get(CoarseNamedEntityTagAnnotation.class)).isEqualTo("DATE");
              assertThat(token.get(FineGrainedNamedEntityTagAnnotation.class)).isEqualTo("DATE");
              assertThat(token.get(NormalizedNamedEntityTagAnnotation.class)).isEqualTo("2010-05");
              assertThat(token.get(TimexAnnotation.class)).isSameAs(MAY_2010);
              assertThat(token.get(EntityMentionIndexAnnotation.class)).isEqualTo(2);
            });
  }

  @Test
  void nothingIsLeftOfEntitiesThatAreNotKept() {
    Annotation document = withDate();
    new EntityMentionsAnnotator("e", new Properties()).annotate(document);
    assertThat(mentions(document)).containsExactly("May 2010 DATE");

    annotate(document, "n.keep", "TIME");

    assertThat(mentions(document)).containsExactly("Ada PERSON", "Turin LOCATION");
    for (CoreLabel token : tokens(document).subList(4, 6)) {
      assertThat(token.ner()).isEqualTo("O");
      assertThat(token.keySet())
          .doesNotContain(
              NormalizedNamedEntityTagAnnotation.class,
              TimexAnnotation.class,
              WikipediaEntityAnnotation.class,
              EntityMentionIndexAnnotation.class);
    }
  }

  @Test
  void mentionsWithoutATagGoToo() {
    Annotation document = document();
    document.set(EntityMentionToCorefMentionMappingAnnotation.class, Map.of(0, 0));
    document.set(CorefMentionToEntityMentionMappingAnnotation.class, Map.of(0, 0));
    tokens(document).get(1).setNER("O");
    tokens(document).get(1).set(EntityMentionIndexAnnotation.class, 0);

    annotate(document);

    assertThat(tokens(document).get(1).keySet()).doesNotContain(EntityMentionIndexAnnotation.class);
    assertThat(document.keySet())
        .doesNotContain(
            EntityMentionToCorefMentionMappingAnnotation.class,
            CorefMentionToEntityMentionMappingAnnotation.class);
  }

  @Test
  void sentencesThatAreLeftOutKeepThemToo() {
    Annotation document = withDate();
    annotate(document, "n.keep", "DATE", "n.maxlen", "3");
    assertThat(mentions(document)).containsExactly("May 2010 DATE");
  }

  @Test
  void ofTwoThatOverlapTheLongerStays() {
    Annotation document = Documents.of("Ada Lovelace saw Turin at dawn .");
    tag(document, 1, 2, "NUMBER", "1");
    tag(document, 3, 6, "TIME", "T06");

    annotate(document, "n.keep", "NUMBER,TIME");

    assertThat(mentions(document)).containsExactly("Ada Lovelace PERSON", "Turin at dawn TIME");
    assertThat(tokens(document).get(1).keySet())
        .doesNotContain(NormalizedNamedEntityTagAnnotation.class);
  }

  @Test
  void whatYieldsToALongerOneTakesNothingAway() {
    List<TaggedSpan> ours = List.of(new TaggedSpan(1, 4, "ORG"));
    TaggedSpan first = new TaggedSpan(0, 2, "NUMBER");
    TaggedSpan longest = new TaggedSpan(3, 8, "DATE");

    assertThat(CombinedEntities.of(ours, List.of(first, longest)))
        .isEqualTo(new CombinedEntities(List.of(), List.of(first, longest)));
  }

  @Test
  void ofTwoEquallyLongOnesOursStays() {
    Annotation document = document();
    tag(document, 2, 3, "NUMBER", "2");
    annotate(document, "n.keep", "NUMBER");
    assertThat(mentions(document)).containsExactly("Ada PERSON", "Turin LOCATION");
  }

  @Test
  void neighboursWithDifferentValuesStayApart() {
    Annotation document = document();
    tag(document, 7, 9, "NUMBER", null);
    tokens(document).get(7).set(NumericCompositeValueAnnotation.class, 5);
    tokens(document).get(8).set(NumericCompositeValueAnnotation.class, 6);

    annotate(document, "n.keep", "NUMBER");

    assertThat(mentions(document))
        .containsExactly("Ada PERSON", "Turin LOCATION", "5 NUMBER", "6 NUMBER");
  }

  @Test
  void annotatingAgainKeepsThemOnce() {
    Annotation document = withDate();
    annotate(document, "n.keep", "DATE");
    annotate(document, "n.keep", "DATE", "n.tagMap", "PER=O");
    assertThat(mentions(document)).containsExactly("Turin LOCATION", "May 2010 DATE");
  }
}
