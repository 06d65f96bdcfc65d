/**
 * What a translator knows of texts: their sentences, words, capitals and numbers, and the guards
 * against targets that can't be right.
 */
package org.neuralannotators.translate.text;
