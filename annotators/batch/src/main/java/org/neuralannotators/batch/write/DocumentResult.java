package org.neuralannotators.batch.write;

import java.util.List;
import org.neuralannotators.batch.read.LoadedDocument;

/**
 * An annotated document as the writers see it.
 *
 * @param id its name for people and in JSON lines
 * @param source the document in its CAS, with all annotations
 * @param document what was found
 * @param labels all labels of the model, in its order
 */
public record DocumentResult(
    String id, LoadedDocument source, AnnotatedDocument document, List<String> labels) {}
