/**
 * The UIMA type system: sentences, tokens and what our engines find. The XML lies in a folder of
 * the same name; uimaFIT and UIMA's service loader find it when this artifact is on the class path.
 * The build makes the JCas classes of the types from it, for programs that read and make
 * annotations; the engines themselves take any type by name.
 */
package org.neuralannotators.types;
