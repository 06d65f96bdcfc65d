package org.neuralannotators.batch.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;
import org.neuralannotators.types.TypeNames;

/**
 * The CASes of one thread, used again and again: one with our types, and one for the last type
 * system that lay beside a document. Not thread-safe.
 */
public final class CasStore {
  private final String language;
  private final CAS ours;
  private Path typeSystemOfOther;
  private CAS other;

  /**
   * A store.
   *
   * @param language of documents that don't say their own
   */
  public CasStore(String language) throws ResourceInitializationException {
    this.language = language;
    this.ours = CasFactory.createCas(ourTypes());
  }

  String language() {
    return language;
  }

  /** An empty CAS with our types. */
  CAS empty() {
    ours.reset();
    ours.setDocumentLanguage(language);
    return ours;
  }

  /**
   * An empty CAS with our types and those of a file.
   *
   * @throws IOException when the file isn't a description of a type system, or contradicts ours
   */
  CAS empty(Path typeSystem) throws IOException {
    if (typeSystem.equals(typeSystemOfOther)) {
      other.reset();
      return other;
    }
    try {
      TypeSystemDescription theirs =
          UIMAFramework.getXMLParser()
              .parseTypeSystemDescription(new XMLInputSource(typeSystem.toFile()));
      other = CasFactory.createCas(CasCreationUtils.mergeTypeSystems(List.of(ourTypes(), theirs)));
      typeSystemOfOther = typeSystem;
      return other;
    } catch (UIMAException e) {
      throw new IOException(
          "[" + typeSystem + "] can't be used as a type system: " + Reasons.of(e));
    }
  }

  private static TypeSystemDescription ourTypes() {
    return TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  }
}
