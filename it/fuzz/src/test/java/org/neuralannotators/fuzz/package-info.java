/** Readers under input that Jazzer makes up; a reader is added by a class with one fuzz test. */
package org.neuralannotators.fuzz;
