/** The training of splitters, which takes seconds: no network, and so no recipe. */
package org.neuralannotators.train.split;
