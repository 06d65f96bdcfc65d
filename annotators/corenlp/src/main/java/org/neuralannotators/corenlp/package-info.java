/** The networks as Stanford CoreNLP annotators. */
package org.neuralannotators.corenlp;
