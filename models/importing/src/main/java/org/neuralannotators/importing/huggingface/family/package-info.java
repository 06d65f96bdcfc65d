/** The families of encoders: each one's configuration, names of tensors and heads become ours. */
package org.neuralannotators.importing.huggingface.family;
