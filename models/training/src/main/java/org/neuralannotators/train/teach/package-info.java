/**
 * Distillation: teachers are trained models that say once of each example what they hold for
 * probable; it is kept in files, and a student learns it in place of gold labels, or beside them.
 */
package org.neuralannotators.train.teach;
