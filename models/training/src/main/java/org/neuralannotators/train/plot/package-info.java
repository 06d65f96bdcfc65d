/** The course of a training as a drawing; knows nothing of trainings. */
package org.neuralannotators.train.plot;
