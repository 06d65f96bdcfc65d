/**
 * What all tasks share: predictors as thin faces of a model in use, how it runs, and the batches
 * that concurrent callers share.
 */
package org.neuralannotators.model;
