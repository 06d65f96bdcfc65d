/** The data sets that a configuration names, with their parts to learn from, stop on and score. */
package org.neuralannotators.train.data;
