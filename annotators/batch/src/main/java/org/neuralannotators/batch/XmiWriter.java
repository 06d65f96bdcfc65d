package org.neuralannotators.batch;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.uima.cas.CAS;
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
  private static final char REPLACEMENT = '\uFFFD';

  private XmiWriter() {}

  static void write(CAS cas, OutputStream output) throws IOException {
    LegalCharacters filter = new LegalCharacters();
    filter.setContentHandler(new XMLSerializer(output, false).getContentHandler());
    try {
      new XmiCasSerializer(cas.getTypeSystem()).serialize(cas, filter);
    } catch (SAXException e) {
      throw new IOException("XMI can't be written: " + e.getMessage(), e);
    }
  }

  private static final class LegalCharacters extends XMLFilterImpl {
    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes)
        throws SAXException {
      AttributesImpl legal = new AttributesImpl(attributes);
      for (int i = 0; i < legal.getLength(); i++) {
        legal.setValue(i, legal(legal.getValue(i)));
      }
      super.startElement(uri, localName, name, legal);
    }

    private static String legal(String text) {
      StringBuilder legal = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        int point = text.codePointAt(i);
        if (Character.isSupplementaryCodePoint(point)) {
          legal.appendCodePoint(point);
          i++;
        } else {
          legal.append(isLegal((char) point) ? (char) point : REPLACEMENT);
        }
      }
      return legal.toString();
    }

    private static boolean isLegal(char c) {
      return c == '\t'
          || c == '\n'
          || c == '\r'
          || (c >= ' ' && !Character.isSurrogate(c) && c < '\uFFFE');
    }
  }
}
