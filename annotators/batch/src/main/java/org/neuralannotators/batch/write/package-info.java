/**
 * What comes out: the formats of annotated documents, and a folder whose files are whole or absent
 * and which knows what was done already.
 */
package org.neuralannotators.batch.write;
