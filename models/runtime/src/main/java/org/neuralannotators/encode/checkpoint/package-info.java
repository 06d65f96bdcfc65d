/** A pretrained encoder's weights and tokenizer, before they are in a network. */
package org.neuralannotators.encode.checkpoint;
