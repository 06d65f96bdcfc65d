package org.neuralannotators.batch.write;

import java.util.List;
import org.neuralannotators.types.TypeNames;

/**
 * A layer of annotations: what one model finds in documents.
 *
 * @param model its name, which its annotations have as {@code modelId}
 * @param labels that it gives, in its order, or the questions that it is asked; may be empty
 */
public record Layer(Kind kind, String model, List<String> labels) {
  public Layer {
    labels = List.copyOf(labels);
  }

  /** What is found. */
  public enum Kind {
    /** Named entities. */
    ENTITIES(TypeNames.NAMED_ENTITY),
    /** Phrases, such as noun phrases. */
    CHUNKS(TypeNames.CHUNK),
    /** A part of speech of each token. */
    PARTS_OF_SPEECH(TypeNames.PART_OF_SPEECH),
    /** A class of each sentence. */
    CLASSES_OF_SENTENCES(TypeNames.CATEGORY),
    /** A class of the document. */
    CLASSES_OF_DOCUMENTS(TypeNames.CATEGORY),
    /** Answers to questions. */
    ANSWERS(TypeNames.ANSWER),
    /** A summary of the document. */
    SUMMARY(TypeNames.SUMMARY),
    /** A translation of each sentence, in a view of its own. */
    TRANSLATION(TypeNames.TRANSLATION);

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The type of its annotations. */
    String type() {
      return type;
    }

    /** Whether each token has one of it. */
    public boolean isOfTokens() {
      return this == PARTS_OF_SPEECH;
    }

    /** Whether each token gets a tag. */
    boolean tagsTokens() {
      return this == ENTITIES || this == CHUNKS || this == PARTS_OF_SPEECH;
    }
  }
}
