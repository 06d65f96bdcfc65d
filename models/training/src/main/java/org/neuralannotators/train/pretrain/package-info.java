/** The recipe of encoders: what a configuration says, and what is made of it. */
package org.neuralannotators.train.pretrain;
