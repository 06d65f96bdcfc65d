/** Tests of all modules together, against the real frameworks and the bundles that ship. */
package org.neuralannotators.it;
