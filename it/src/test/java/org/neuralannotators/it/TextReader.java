package org.neuralannotators.it;

import org.apache.uima.cas.CAS;
import org.apache.uima.fit.component.CasCollectionReader_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.util.Progress;
import org.apache.uima.util.ProgressImpl;

/** Gives the same text as often as asked. */
public final class TextReader extends CasCollectionReader_ImplBase {
  static final String PARAM_TEXT = "text";

  @ConfigurationParameter(name = PARAM_TEXT)
  private String text;

  static final String PARAM_DOCUMENTS = "documents";

  @ConfigurationParameter(name = PARAM_DOCUMENTS)
  private int documents;

  private int given;

  @Override
  public boolean hasNext() {
    return given < documents;
  }

  @Override
  public void getNext(CAS cas) {
    given++;
    cas.setDocumentText(text);
  }

  @Override
  public Progress[] getProgress() {
    return new Progress[] {new ProgressImpl(given, documents, Progress.ENTITIES)};
  }
}
