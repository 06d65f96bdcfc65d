/**
 * The networks over Apache Spark data sets: {@link org.neuralannotators.spark.EntityAnnotator} in a
 * program, {@link org.neuralannotators.spark.AnnotateJob} for {@code spark-submit}. Compiled
 * without Scala types, so that one build runs with Spark of Scala 2.12 and of 2.13.
 */
package org.neuralannotators.spark;
