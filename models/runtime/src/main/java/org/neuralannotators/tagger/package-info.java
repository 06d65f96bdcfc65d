/**
 * Sequence taggers: the interface that adapters see, and the networks behind it. No type of the
 * network's engine appears in a public signature here.
 */
package org.neuralannotators.tagger;
