/**
 * The files of a Hugging Face tokenizer, whichever of them a folder has, become one {@code
 * tokenizer.json}, as {@code transformers} would make it.
 */
package org.neuralannotators.importing.tokenizer;
