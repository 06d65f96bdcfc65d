/**
 * The pretraining of BERT's encoders on plain text: what is masked and paired, and the heads and
 * networks that learn from it.
 */
package org.neuralannotators.pretrain;
