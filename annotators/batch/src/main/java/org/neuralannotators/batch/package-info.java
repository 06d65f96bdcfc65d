/**
 * Folders of documents through a UIMA pipeline: readers, writers and the loop between them. One bad
 * document never stops the others; each failure is named with its reason.
 */
package org.neuralannotators.batch;
