/**
 * Vectors for words; what is read from others' files is checked line by line, and only what is
 * wanted stays in memory.
 */
package org.neuralannotators.embed;
