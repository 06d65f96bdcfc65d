/** The recipe of translators. */
package org.neuralannotators.train.translate;
