/**
 * A model: what its manifest says, its tokenizer, and an encoder with one or more heads, which are
 * read from a bundle or a checkpoint, learn, and are written together. What a kind of model is for,
 * and so which heads it has, is said by the packages of the tasks, which are not known here.
 */
package org.neuralannotators.model;
