/**
 * What every training needs besides a network; all of it can be stopped at any time and resumed.
 */
package org.neuralannotators.train;
