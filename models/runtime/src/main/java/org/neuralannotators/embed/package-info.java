/**
 * Vectors for words and word pieces. What is read from others' files is checked, line by line and
 * tensor by tensor, and only what is wanted stays in memory.
 */
package org.neuralannotators.embed;
