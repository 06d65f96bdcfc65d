/**
 * Configurations in YAML: the envelope that all have, how they are read, and what is said of one
 * that can't be used. A task's own keys are with its recipe.
 */
package org.neuralannotators.train.config;
