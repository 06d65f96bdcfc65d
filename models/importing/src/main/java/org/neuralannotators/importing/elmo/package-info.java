/** ELMo's language models from the files of bilm-tf and AllenNLP. */
package org.neuralannotators.importing.elmo;
