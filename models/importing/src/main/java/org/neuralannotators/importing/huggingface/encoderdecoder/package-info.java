/** Models of Hugging Face with encoder and decoder, which become translators. */
package org.neuralannotators.importing.huggingface.encoderdecoder;
