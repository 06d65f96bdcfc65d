package org.neuralannotators.batch.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.util.FSUtil;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.neuralannotators.batch.write.AnnotatedDocument.SentenceTranslation;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;

class TranslationReaderTest {
  private static AnnotationFS add(CAS view, String type, int begin, int end) {
    AnnotationFS added = view.createAnnotation(view.getTypeSystem().getType(type), begin, end);
    view.addFsToIndexes(added);
    return added;
  }

  @Test
  void entitiesHaveTheirPlacesInTheirSentence() throws Exception {
    CAS cas =
        CasFactory.createCas(
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM));
    cas.setDocumentText("Hi. Ada left.");
    AnnotationFS source = add(cas, TypeNames.SENTENCE, 4, 13);
    CAS view = cas.createView(DocumentTranslator.DEFAULT_VIEW);
    view.setDocumentText("Hallo. Da ging Ada.");
    AnnotationFS target = add(view, TypeNames.SENTENCE, 7, 19);
    AnnotationFS link = add(view, TypeNames.TRANSLATION, 7, 19);
    FSUtil.setFeature(link, TypeNames.SOURCE, source);
    FSUtil.setFeature(link, TypeNames.TARGET, target);
    AnnotationFS entity = add(view, TypeNames.NAMED_ENTITY, 15, 18);
    FSUtil.setFeature(entity, TypeNames.VALUE, "PER");
    FSUtil.setFeature(entity, TypeNames.CONFIDENCE, 0.5);
    FSUtil.setFeature(entity, TypeNames.MODEL_ID, "fake");

    SentenceTranslation read = TranslationReader.of(cas, "fake").sentences().get(source);
    assertThat(read.text()).isEqualTo("Da ging Ada.");
    assertThat(read.entities()).isEqualTo(List.of(new Mention(8, 11, "Ada", "PER", 0.5, "fake")));
  }
}
