/**
 * Tags, spans and how one becomes the other; nothing here knows a network or a framework, and
 * reading is lenient (conlleval) where writing is strict.
 */
package org.neuralannotators.label;
