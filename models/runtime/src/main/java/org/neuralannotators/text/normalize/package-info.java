/** What is done to a text before it is split: each character keeps its place in the original. */
package org.neuralannotators.text.normalize;
