package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.util.XMLSerializer;
import org.xml.sax.Attributes;
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
    LegalAttributes filter = new LegalAttributes();
    filter.setContentHandler(new XMLSerializer(output, false).getContentHandler());
    try {
      new XmiCasSerializer(result.source().cas().getTypeSystem())
          .serialize(result.source().cas(), filter, null, result.source().foreign());
    } catch (SAXException e) {
      throw new IOException("XMI can't be written: " + e.getMessage(), e);
    }
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
