/** BERT against ONNX Runtime and Hugging Face's tokenizer; the profile {@code bert} adds it. */
package org.neuralannotators.it.bert;
