/** The code of README.md, between markers, as tests that run it. */
package org.neuralannotators.it.readme;
