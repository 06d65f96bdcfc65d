/** Files of word vectors, of every format that people have. */
package org.neuralannotators.embed.words;
