/**
 * The networks as annotators of Stanford CoreNLP. An annotator reads CoreNLP's own sentences and
 * tokens, hands a whole document to a shared model and writes CoreNLP's own keys, so that what
 * comes behind it (outputters, serializers, coreference) works as behind the built-in annotators.
 * CoreNLP is under the GPL; this package only calls it.
 *
 * <p>CoreNLP keeps annotators in the whole JVM by name and by the properties under that name, not
 * by class: annotators of different classes need different names.
 */
package org.neuralannotators.corenlp;
