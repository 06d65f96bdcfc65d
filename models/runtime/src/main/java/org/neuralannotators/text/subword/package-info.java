/** How a word is cut into the pieces of a vocabulary. */
package org.neuralannotators.text.subword;
