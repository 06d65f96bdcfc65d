/**
 * How strings become numbers; everything is immutable and has a text form that gives the same
 * numbers again.
 */
package org.neuralannotators.text;
