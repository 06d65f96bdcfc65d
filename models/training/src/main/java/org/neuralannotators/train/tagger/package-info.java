/** The recipe of taggers, of BiLSTM-CRFs and of pretrained encoders. */
package org.neuralannotators.train.tagger;
