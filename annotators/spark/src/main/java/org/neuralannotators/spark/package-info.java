/**
 * The networks over Apache Spark data sets and streams: {@link
 * org.neuralannotators.spark.EntityAnnotator} and the stages of Spark ML, each a {@link
 * org.neuralannotators.spark.NeuralTransformer}, in a program; {@link
 * org.neuralannotators.spark.AnnotateJob} for {@code spark-submit}. Compiled without Scala types,
 * so that one build runs with Spark 3.5 of Scala 2.12 and of 2.13, and with Spark 4.
 */
package org.neuralannotators.spark;
