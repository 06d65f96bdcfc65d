/** Imports language models that are decoders. */
package org.neuralannotators.importing.huggingface.decoder;
