/** Where a normalised text is split into the words that are cut into pieces, each for itself. */
package org.neuralannotators.text.pretokenize;
