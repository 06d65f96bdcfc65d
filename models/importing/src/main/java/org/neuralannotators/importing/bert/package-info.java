/**
 * BERT's encoders and their tokenizers from the files of Hugging Face, ONNX and TensorFlow. A new
 * kind of files is one more finder of {@link org.neuralannotators.importing.bert.BertImporter}'s.
 */
package org.neuralannotators.importing.bert;
