/** The networks as Apache OpenNLP tools. */
package org.neuralannotators.opennlp;
