/** GLiNER's models, as the {@code gliner} package saves them. */
package org.neuralannotators.importing.huggingface.gliner;
