/**
 * BERT's encoders from files without a configuration of Hugging Face's: what ONNX's and
 * TensorFlow's graphs, shapes and names tell.
 */
package org.neuralannotators.importing.bert;
