package org.neuralannotators.corenlp;

import java.io.Serializable;

/**
 * An entity of a sentence as its translation has it.
 *
 * @param text of it
 * @param label of the entity, such as {@code PERSON}
 * @param characterBegin offset in the sentence's translation, in UTF-16 units
 * @param characterEnd offset behind it
 */
public record TranslatedEntity(String text, String label, int characterBegin, int characterEnd)
    implements Serializable {}
