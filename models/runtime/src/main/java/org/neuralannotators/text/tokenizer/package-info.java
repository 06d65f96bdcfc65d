/** Whole tokenizers, as Hugging Face's {@code tokenizer.json} describes them. */
package org.neuralannotators.text.tokenizer;
