/**
 * The trainer: epochs and steps, the schedule, early stopping, the best weights, checkpoints, the
 * log. What is particular to a task is a {@link org.neuralannotators.train.Recipe}; those are in
 * packages of their own, of which none knows another. Every training can be stopped at any time and
 * resumed.
 */
package org.neuralannotators.train;
