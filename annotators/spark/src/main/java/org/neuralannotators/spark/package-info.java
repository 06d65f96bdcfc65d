/** The networks over Apache Spark data sets. */
package org.neuralannotators.spark;
