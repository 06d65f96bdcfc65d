package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.OutputStream;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * UIMA's XMI as XML 1.0, which every parser reads; XML 1.1 would keep most control characters but
 * many parsers refuse it. Offsets stay right, because each forbidden character becomes one other.
 */
final class XmiWriter {
  private XmiWriter() {}

  static void write(DocumentResult result, OutputStream output) throws IOException {
    try {
      LegalAttributes filter = new LegalAttributes();
      filter.setContentHandler(serializer(output));
      new XmiCasSerializer(result.source().cas().getTypeSystem())
          .serialize(result.source().cas(), filter, null, result.source().foreign());
    } catch (SAXException | TransformerConfigurationException e) {
      throw new IOException("XMI can't be written: " + e.getMessage(), e);
    }
  }

  /** Java's own, as Xalan on the class path would write half a surrogate pair each as a number. */
  private static ContentHandler serializer(OutputStream output)
      throws TransformerConfigurationException {
    TransformerHandler serializer =
        ((SAXTransformerFactory) TransformerFactory.newDefaultInstance()).newTransformerHandler();
    serializer.setResult(new StreamResult(output));
    return serializer;
  }

  private static final class LegalAttributes extends XMLFilterImpl {
    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes)
        throws SAXException {
      AttributesImpl legal = new AttributesImpl(attributes);
      for (int i = 0; i < legal.getLength(); i++) {
        legal.setValue(i, LegalCharacters.of(legal.getValue(i)));
      }
      super.startElement(uri, localName, name, legal);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
      char[] legal = LegalCharacters.of(new String(text, start, length)).toCharArray();
      super.characters(legal, 0, legal.length);
    }
  }
}
