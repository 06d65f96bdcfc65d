/** Models in Hugging Face's formats: each family's configuration and names of tensors are ours. */
package org.neuralannotators.importing.huggingface;
