/** The recipe of heads over whole sequences: classes of texts, and answers to questions. */
package org.neuralannotators.train.classify;
