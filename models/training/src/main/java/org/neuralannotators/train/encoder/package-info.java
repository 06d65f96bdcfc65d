/** Pretrained encoders as the beginning of a training, and how their layers then learn. */
package org.neuralannotators.train.encoder;
