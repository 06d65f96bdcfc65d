package org.neuralannotators.batch.read;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiSerializationSharedData;

/**
 * A document in a CAS, which belongs to the next one when that is loaded.
 *
 * @param foreign what an XMI file holds of types that the CAS doesn't know; null without XMI
 * @param conllLines the lines of a CoNLL file, to be written as they were; empty without CoNLL
 */
public record LoadedDocument(
    CAS cas, XmiSerializationSharedData foreign, List<ConllLine> conllLines) {
  LoadedDocument(CAS cas) {
    this(cas, null, List.of());
  }
}
