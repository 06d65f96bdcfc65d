package org.neuralannotators.batch.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiSerializationSharedData;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.batch.read.SourceDocument.Content;
import org.neuralannotators.types.TypeNames;
import org.xml.sax.SAXException;

/**
 * UIMA's XML. The type system is {@code TypeSystem.xml} beside the file and ours; what is of other
 * types is kept for XMI as output. Sentences and tokens of the given types count as ours when the
 * document has no tokens of ours.
 *
 * @see <a href="https://uima.apache.org/d/uimaj-current/ref.html#ugr.ref.xmi">XMI CAS
 *     serialization</a>
 */
record XmiContent(InputFile file, SegmentTypes given) implements Content {
  private static final String TYPE_SYSTEM = "TypeSystem.xml";
  private static final String NO_LANGUAGE = "x-unspecified";

  @Override
  public LoadedDocument load(CasStore store) throws IOException {
    byte[] xml = file.bytes();
    Path typeSystem = file.file().resolveSibling(TYPE_SYSTEM);
    boolean beside = !file.isStandardInput() && Files.exists(typeSystem);
    CAS cas = beside ? store.empty(typeSystem) : store.empty();
    XmiSerializationSharedData foreign = new XmiSerializationSharedData();
    try {
      XmiCasDeserializer.deserialize(new ByteArrayInputStream(xml), cas, true, foreign);
    } catch (SAXException | RuntimeException e) {
      // The deserializer meets damaged files with whatever they provoke.
      throw new IOException(
          "[" + file.location() + "] isn't XMI that can be read: " + Reasons.of(e));
    }
    if (cas.getDocumentText() == null) {
      throw new IOException(
          "[" + file.location() + "] has no text in its initial view; expected a document");
    }
    if (cas.getDocumentLanguage().equals(NO_LANGUAGE)) {
      cas.setDocumentLanguage(store.language());
    }
    takeGivenSegments(cas);
    return new LoadedDocument(cas, isEmpty(foreign) ? null : foreign, List.of());
  }

  /** Without need the data isn't kept: it would also bring back what is removed from the CAS. */
  private static boolean isEmpty(XmiSerializationSharedData foreign) {
    return foreign.getOutOfTypeSystemElements().isEmpty()
        && !foreign.hasOutOfTypeSystemArrayElements()
        && Stream.of(foreign.getAndSortByIdAllFSsInIdMap())
            .allMatch(fs -> foreign.getOutOfTypeSystemFeatures(fs) == null);
  }

  private void takeGivenSegments(CAS cas) throws IOException {
    if (given.equals(SegmentTypes.OURS) || !spans(cas, TypeNames.TOKEN).isEmpty()) {
      return;
    }
    List<Span> tokens = spans(cas, given.token());
    List<Span> sentences = spans(cas, given.sentence());
    if (!tokens.isEmpty()) {
      Contents.add(cas, TypeNames.SENTENCE, sentences);
      Contents.add(cas, TypeNames.TOKEN, tokens);
    }
  }

  private List<Span> spans(CAS cas, String typeName) throws IOException {
    TypeSystem types = cas.getTypeSystem();
    Type type = types.getType(typeName);
    if (type == null || !types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION), type)) {
      throw new IOException(
          "the type ["
              + typeName
              + "] isn't an annotation of the type system; put ["
              + TYPE_SYSTEM
              + "] beside ["
              + file.location()
              + "] or name another type");
    }
    // Two engines may have made the same sentences and tokens.
    Set<Span> spans = new LinkedHashSet<>();
    for (AnnotationFS annotation : cas.<AnnotationFS>getAnnotationIndex(type)) {
      spans.add(new Span(annotation.getBegin(), annotation.getEnd()));
    }
    return List.copyOf(spans);
  }
}
