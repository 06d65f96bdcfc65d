/**
 * Models as {@code transformers} saves them: a folder is read, and the head that it is for. What
 * each family's configuration and names of tensors mean is told by {@link
 * org.neuralannotators.importing.huggingface.family.Family}.
 */
package org.neuralannotators.importing.huggingface;
