/**
 * What is annotated: files and folders, the formats of documents, and how each gets into a CAS.
 * Inputs are walked and read one by one, so that any number of them needs the same memory.
 */
package org.neuralannotators.batch.read;
