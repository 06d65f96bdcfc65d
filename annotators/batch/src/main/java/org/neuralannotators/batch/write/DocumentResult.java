package org.neuralannotators.batch.write;

import java.util.List;
import org.neuralannotators.batch.read.LoadedDocument;

/**
 * An annotated document as the writers see it.
 *
 * @param id its name for people and in JSON lines
 * @param source the document in its CAS, with all annotations
 * @param document what was found
 * @param layers what was looked for, in the order of the models
 */
public record DocumentResult(
    String id, LoadedDocument source, AnnotatedDocument document, List<Layer> layers) {
  /** How many models looked for this. */
  long layers(Layer.Kind kind) {
    return layers.stream().filter(layer -> layer.kind() == kind).count();
  }
}
