package org.neuralannotators.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.uima.cas.CAS;

/** The forms in which annotated documents are written. Thread-safe. */
public enum DocumentFormat {
  /** UIMA's XML, with all annotations. Characters that XML 1.0 forbids become U+FFFD. */
  XMI {
    @Override
    void write(CAS cas, OutputStream output) throws IOException {
      XmiWriter.write(cas, output);
    }
  },
  /** A line for each token, token and BIO tag with a tab between, a blank line after a sentence. */
  CONLL {
    @Override
    void write(CAS cas, OutputStream output) throws IOException {
      ConllWriter.write(cas, output);
    }
  },
  /** One object with text, sentences, tokens and entities. */
  JSON {
    @Override
    void write(CAS cas, OutputStream output) throws IOException {
      JsonWriter.write(cas, output);
    }
  };

  /** Ending of the files' names, with the dot. */
  public String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** Leaves the stream open. */
  abstract void write(CAS cas, OutputStream output) throws IOException;
}
