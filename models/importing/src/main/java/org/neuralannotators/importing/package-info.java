/**
 * Models in the formats of others, as bundles will have them. A new kind of files is one more
 * finder of {@link org.neuralannotators.importing.ModelImporter}'s.
 */
package org.neuralannotators.importing;
