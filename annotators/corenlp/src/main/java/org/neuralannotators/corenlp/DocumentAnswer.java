package org.neuralannotators.corenlp;

import java.io.Serializable;

/**
 * The part of a document that answers a question.
 *
 * @param question as it was asked
 * @param text the answer, as the document has it
 * @param characterBegin offset in the document's text, in UTF-16 units
 * @param characterEnd offset behind the answer
 * @param tokenBegin number of the first token in the document that the answer touches; -1 where the
 *     document has no tokens there
 * @param tokenEnd number behind the last one; -1 likewise
 * @param confidence the answer's probability among all that the network may give
 */
public record DocumentAnswer(
    String question,
    String text,
    int characterBegin,
    int characterEnd,
    int tokenBegin,
    int tokenEnd,
    double confidence)
    implements Serializable {}
