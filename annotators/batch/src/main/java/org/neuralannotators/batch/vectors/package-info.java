/** Trains word vectors with Deeplearning4j's Word2Vec; the only package that knows it. */
package org.neuralannotators.batch.vectors;
