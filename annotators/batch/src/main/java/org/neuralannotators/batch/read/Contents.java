package org.neuralannotators.batch.read;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.neuralannotators.batch.read.SourceDocument.Content;
import org.neuralannotators.types.TypeNames;

/** Contents that are in memory. */
final class Contents {
  private Contents() {}

  static Content text(String text) {
    return store -> {
      CAS cas = store.empty();
      cas.setDocumentText(text);
      return new LoadedDocument(cas);
    };
  }

  /**
   * The same in the document's own language.
   *
   * @param language null where the document doesn't say it
   */
  static Content inLanguage(String language, Content content) {
    return language == null
        ? content
        : store -> {
          LoadedDocument loaded = content.load(store);
          loaded.cas().setDocumentLanguage(language);
          return loaded;
        };
  }

  static Content tokens(TokenizedText document) {
    return conll(document, List.of());
  }

  static Content conll(TokenizedText document, List<ConllLine> lines) {
    return store -> {
      CAS cas = store.empty();
      cas.setDocumentText(document.text());
      add(cas, TypeNames.SENTENCE, document.sentences());
      add(cas, TypeNames.TOKEN, document.tokens());
      return new LoadedDocument(cas, null, lines);
    };
  }

  static void add(CAS cas, String typeName, List<Span> spans) {
    Type type = cas.getTypeSystem().getType(typeName);
    for (Span span : spans) {
      cas.addFsToIndexes(cas.createAnnotation(type, span.begin(), span.end()));
    }
  }
}
