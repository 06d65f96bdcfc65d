/** What is learnt from running text token by token: the recipe of language models, word vectors. */
package org.neuralannotators.train.lm;
