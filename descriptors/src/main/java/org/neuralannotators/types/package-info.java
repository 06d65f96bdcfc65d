/**
 * The UIMA type system: sentences, tokens and named entities. The XML lies in a folder of the same
 * name; uimaFIT and UIMA's service loader find it when this artifact is on the class path. There
 * are no JCas classes, because the engines take any type by name.
 */
package org.neuralannotators.types;
