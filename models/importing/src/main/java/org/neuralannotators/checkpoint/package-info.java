/**
 * The files in which other programs keep the weights of networks. Nothing in them is ever run, and
 * what a file says of itself is checked before memory is taken.
 */
package org.neuralannotators.checkpoint;
