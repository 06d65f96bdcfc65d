/** Models for vectors of texts, as sentence-transformers saves them. */
package org.neuralannotators.importing.huggingface.sentence;
