package org.sojourn.structure;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** XML parsers that refuse what no format of SDMX needs, and writers that write nothing a parser would refuse. */
public final class XmlStreams {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_TEXT = 10_000_000;
    private static final int MAX_ATTRIBUTE = 1_000_000;
    private static final int MAX_ATTRIBUTES = 200;
    private static final char REPLACEMENT = '\uFFFD';

    private static final WstxInputFactory INPUT = input();

    private XmlStreams() {}

    private static WstxInputFactory input() {
        WstxInputFactory f = new WstxInputFactory();
        // Without lazy parsing, errors are the exceptions that are declared, and come where they belong.
        f.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        f.setProperty(XMLInputFactory.IS_COALESCING, true);
        f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        f.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity '" + systemId + "' is not read");
        });
        f.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        f.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        f.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE);
        f.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        return f;
    }

    /** A parser of these bytes, at their beginning. */
    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return INPUT.createXMLStreamReader(in);
    }

    /** Moves to the root element. A document type declaration on the way is refused. */
    public static void toRoot(XMLStreamReader r) throws XMLStreamException {
        while (!r.isStartElement()) {
            if (r.getEventType() == XMLStreamReader.DTD) {
                throw syntax(
                        r.getLocation(),
                        "document type declarations are refused: no format of SDMX has one; remove the <!DOCTYPE ...>");
            }
            r.next();
        }
    }

    /** A writer that replaces characters which XML 1.0 cannot hold, and tells. */
    public static XMLStreamWriter writer(OutputStream out, Problems losses) throws XMLStreamException {
        WstxOutputFactory f = new WstxOutputFactory();
        f.setProperty(WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER, (InvalidCharHandler) c -> {
            losses.add(Problem.lost(
                    "message", "character U+%04X: XML cannot hold it; U+FFFD is written instead".formatted(c)));
            return REPLACEMENT;
        });
        f.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        return f.createXMLStreamWriter(out, "UTF-8");
    }

    /** A syntax error at a place. */
    public static SdmxException syntax(@Nullable Location at, String detail) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                (at == null ? "" : "line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": ") + detail);
    }

    /**
     * What a parser's exception means: that of the stream is thrown as it is, anything else becomes a syntax error.
     *
     * @throws IOException when the stream itself failed
     */
    public static SdmxException refusal(Throwable thrown, @Nullable Location near) throws IOException {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SdmxException e) {
                return e;
            }
            if (t instanceof CharConversionException e) {
                // Bytes become text a buffer ahead of the parser, so its line would mislead.
                String words = e.getMessage() == null ? "" : e.getMessage();
                return syntax(
                        null,
                        "the bytes are not text in the encoding that the file declares: "
                                + words.replaceFirst(" \\(at char #(\\d+).*", " at character $1"));
            }
            if (t instanceof WstxIOException e
                    && e.getCause() instanceof IOException io
                    && !(io instanceof CharConversionException)) {
                throw io;
            }
            if (t instanceof XMLStreamException e && !(t instanceof WstxIOException)) {
                Location at = e.getLocation() == null ? near : e.getLocation();
                return syntax(at, "the XML is not well-formed: " + firstLine(e));
            }
        }
        return syntax(near, "the XML cannot be read: " + firstLine(thrown));
    }

    /** What stopped a writer: the stream, which is for the caller, or an error of ours. */
    public static IllegalStateException failure(Exception thrown) throws IOException {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof IOException io) {
                throw io;
            }
        }
        return new IllegalStateException("the message cannot be written as XML", thrown);
    }

    /** The parser's words without the position that it adds in lines of its own. */
    private static String firstLine(Throwable t) {
        String message = t.getMessage() == null ? "" : t.getMessage();
        int position = message.indexOf("\n at [");
        String words = (position < 0 ? message : message.substring(0, position)).strip();
        return words.replaceFirst("^ParseError at \\[[^\\]]*\\]\\s*Message: ", "")
                .replaceAll("\\s+", " ");
    }
}
