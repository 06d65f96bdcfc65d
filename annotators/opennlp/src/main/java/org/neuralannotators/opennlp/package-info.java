/**
 * The networks as Apache OpenNLP tools. Their objects keep nothing between two calls, so that
 * threads can share them without a wrapper.
 */
package org.neuralannotators.opennlp;
