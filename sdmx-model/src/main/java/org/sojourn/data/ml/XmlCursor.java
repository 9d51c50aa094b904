package org.sojourn.data.ml;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamLocation2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Walks through an XML document from tag to tag. Refuses document type definitions, entities, excessive depth and size, and
 * says every fault as an {@link SdmxException} with line and column; parsers' own exceptions never come out.
 *
 * <p>Aalto reads what is in an encoding it knows, because it is twice as fast; Woodstox reads the rest.
 */
final class XmlCursor {

    /** Deeper than any message goes; XHTML in a value may nest. */
    static final int MAX_DEPTH = 100;

    /** The bytes that one tag, comment or piece of text may take. */
    static final int MAX_TOKEN = 4 << 20;

    /** The characters that the text of one element may have. */
    static final int MAX_TEXT = 1 << 20;

    private static final Set<String> FAST_ENCODINGS = Set.of("UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1");
    private static final Pattern ENCODING =
            Pattern.compile("^(?:\\xEF\\xBB\\xBF)?<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private final InputStream source;
    private final boolean rereadable;
    private final Problems problems;

    /** Start tags of the root and of what is in it, without attributes: what a parser must see before it can go on in between. */
    private final String[] opened = {"", ""};

    private BoundedStream input;
    private XMLStreamReader reader;
    private int depth;

    /** What is added to the lines of the present parser, and to the columns of its first line. */
    private int lines;

    private int columns;

    /**
     * @param problems told of text that stands where only elements may
     * @throws SdmxException SYNTAX when the document does not even begin as XML
     */
    XmlCursor(InputStream in, Problems problems) throws IOException {
        this.problems = problems;
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        boolean fast = fastEncoding(buffered);
        this.source = buffered;
        this.rereadable = fast && ascii(buffered);
        this.input = new BoundedStream(new byte[0], buffered);
        this.reader = parser(fast, input);
    }

    private static XMLStreamReader parser(boolean fast, InputStream input) throws IOException {
        XMLInputFactory factory = fast ? new InputFactoryImpl() : new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        try {
            return factory.createXMLStreamReader(input);
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e, null, 0, 0);
        }
    }

    /** True for a document in UTF-8, where a byte below 128 is a character of ASCII. */
    private static boolean ascii(InputStream in) throws IOException {
        in.mark(512);
        String head = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
        in.reset();
        Matcher m = ENCODING.matcher(head);
        return !m.find() || m.group(1).toUpperCase(Locale.ROOT).startsWith("UTF");
    }

    /**
     * Gives up the text after the tag that the cursor stands on, which must be inside the second level of elements: whoever
     * takes it reads from the window, and gives it back by {@link #resume}.
     *
     * @return false where this is not possible here
     */
    boolean release(XmlWindow window) throws IOException {
        if (!rereadable || depth != 2 || !(reader instanceof XMLStreamReader2 at)) {
            return false;
        }
        try {
            long end = at.getLocationInfo().getEndingByteOffset();
            int rest = (int) (input.handed() - end);
            if (end < 0 || rest < 0 || rest > input.last()) {
                return false;
            }
            XMLStreamLocation2 place = at.getLocationInfo().getEndLocation();
            Location here = mapped(place.getLineNumber(), place.getColumnNumber());
            window.begin(input.unread(rest), source, here.line(), here.column());
            return true;
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e, reader, lines, columns);
        }
    }

    /** Goes on where a window stands, as if nothing had been read meanwhile. */
    void resume(XmlWindow window) throws IOException {
        byte[] again = (opened[0] + opened[1] + "<x/>").getBytes(StandardCharsets.UTF_8);
        input = new BoundedStream(window.after(again), source);
        reader = parser(true, input);
        lines = window.line() - 1;
        columns = window.column() - 1 - again.length;
        try {
            while (reader.getEventType() != XMLStreamConstants.END_ELEMENT) { // behind an element, as it was
                reader.next();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e, reader, lines, columns);
        }
    }

    /** True where the root or an element in it that is open declares this prefix. */
    boolean declares(String prefix) {
        String declaration = " xmlns:" + prefix + "=\"";
        return opened[0].contains(declaration) || opened[1].contains(declaration);
    }

    /** Text for a value in quotes, all on one line. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '"') {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void remember() {
        if (depth > opened.length) {
            return;
        }
        StringBuilder tag = new StringBuilder("<");
        String prefix = reader.getPrefix();
        tag.append(prefix == null || prefix.isEmpty() ? "" : prefix + ":").append(reader.getLocalName());
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String declared = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            tag.append(declared == null || declared.isEmpty() ? " xmlns" : " xmlns:" + declared)
                    .append("=\"")
                    .append(escaped(uri == null ? "" : uri))
                    .append('"');
        }
        opened[depth - 1] = tag.append('>').toString();
    }

    /** Peeks into the XML declaration. */
    private static boolean fastEncoding(InputStream in) throws IOException {
        in.mark(512);
        byte[] head = in.readNBytes(256);
        in.reset();
        if (head.length > 1 && (head[0] == 0 || head[1] == 0 || head[0] == (byte) 0xFE || head[0] == (byte) 0xFF)) {
            return false; // UTF-16 or UTF-32
        }
        Matcher m = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return !m.find() || FAST_ENCODINGS.contains(m.group(1).toUpperCase(Locale.ROOT));
    }

    /** Moves to the start tag of the root. */
    void root() throws IOException {
        if (!tag()) {
            throw syntax("the document has no root element");
        }
    }

    /**
     * Moves to the next start or end tag.
     *
     * @return true at a start tag, false at an end tag or the end of the document
     */
    boolean tag() throws IOException {
        while (true) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> strayText();
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    /** Moves to the next event of any kind; for content that mixes text and elements. */
    int event() throws IOException {
        input.release();
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e, reader, lines, columns);
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > MAX_DEPTH) {
                    throw syntax("elements are nested deeper than " + MAX_DEPTH);
                }
                remember();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD -> throw syntax("a document type definition is not allowed in SDMX messages");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw syntax("entity '" + reader.getLocalName() + "' is not allowed in SDMX messages");
            default -> {
                // nothing to count
            }
        }
        return event;
    }

    private void strayText() throws IOException {
        if (!reader.isWhiteSpace()) {
            String text = eventText().strip();
            String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
            if (!text.isEmpty()) {
                problems.add(Problem.warning(
                        "stray-text",
                        location(),
                        "the text '" + shown + "' stands where only elements may and is ignored"));
            }
        }
    }

    /** The text of a character event. */
    String eventText() throws IOException {
        try {
            return reader.getText();
        } catch (RuntimeException e) {
            throw fault(e, reader, lines, columns);
        }
    }

    /** Moves from a start tag behind its end tag, whatever is inside. */
    void skip() throws IOException {
        int outside = depth - 1;
        while (depth > outside) {
            event();
        }
    }

    /** From a start tag to its end tag: the text inside. Elements inside are skipped, with a warning. */
    String text() throws IOException {
        StringBuilder text = null;
        String first = "";
        while (true) {
            switch (event()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    String piece = eventText();
                    if (text == null && first.isEmpty()) {
                        first = piece;
                    } else {
                        text = text == null ? new StringBuilder(first) : text;
                        text.append(piece);
                        if (text.length() > MAX_TEXT) {
                            throw syntax("a text is longer than " + MAX_TEXT + " characters");
                        }
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    problems.add(Problem.warning(
                            "stray-element",
                            location(),
                            "element '" + localName() + "' stands where only text may and is ignored"));
                    skip();
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return text == null ? first : text.toString();
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    /** Reads to the end of the document: what follows the root must be nothing. */
    void finish() throws IOException {
        while (event() != XMLStreamConstants.END_DOCUMENT) {
            // comments
        }
    }

    String localName() {
        return reader.getLocalName();
    }

    /** The namespace of the element, the empty string for none. */
    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    /** The namespace of an attribute, the empty string for none. */
    String attributeNamespace(int index) {
        String uri = reader.getAttributeNamespace(index);
        return uri == null ? "" : uri;
    }

    String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /** The attribute of this local name, in any namespace. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return Optional.of(reader.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** The number of elements around and including the current one. */
    int depth() {
        return depth;
    }

    /** Line on which the current tag begins. */
    int line() {
        return reader.getLocation().getLineNumber();
    }

    /** Where the current tag begins. */
    Location location() {
        javax.xml.stream.Location at = reader.getLocation();
        return mapped(at.getLineNumber(), at.getColumnNumber());
    }

    private Location mapped(int line, int column) {
        return mapped(line, column, lines, columns);
    }

    private static Location mapped(int line, int column, int lines, int columns) {
        return Location.line(Math.max(0, line + lines), Math.max(0, line == 1 ? column + columns : column));
    }

    /** A fault at the current place, to be thrown. */
    SdmxException syntax(String what) {
        return new SdmxException(Kind.SYNTAX, location() + ": " + what);
    }

    /** Turns what a parser threw into our words; what the stream threw is thrown on as it is. */
    private static SdmxException fault(Exception e, @Nullable XMLStreamReader reader, int lines, int columns)
            throws IOException {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof TokenTooLong) {
                return new SdmxException(
                        Kind.SYNTAX,
                        at(e, reader, lines, columns) + "one tag or text is longer than " + MAX_TOKEN + " bytes");
            }
            if (t instanceof java.io.CharConversionException) {
                break; // bytes that are not in the encoding: the document's fault, not the stream's
            }
            if (t instanceof IOException io) {
                throw io;
            }
            if (t instanceof XMLStreamException x
                    && x.getNestedException() instanceof IOException io
                    && !(io instanceof java.io.CharConversionException)
                    && !(io instanceof TokenTooLong)) {
                throw io;
            }
        }
        String message = e.getMessage() == null ? "not well-formed" : e.getMessage();
        int tail = message.indexOf("\n at [");
        String said = (tail < 0 ? message : message.substring(0, tail)).strip().replace('\n', ' ');
        return new SdmxException(
                Kind.SYNTAX, Kind.SYNTAX.title(), at(e, reader, lines, columns) + "not well-formed XML: " + said, e);
    }

    private static String at(Exception e, @Nullable XMLStreamReader reader, int lines, int columns) {
        javax.xml.stream.Location at = e instanceof XMLStreamException x ? x.getLocation() : null;
        if (at == null && reader != null) {
            at = reader.getLocation();
        }
        return at == null || at.getLineNumber() <= 0
                ? ""
                : mapped(at.getLineNumber(), at.getColumnNumber(), lines, columns) + ": ";
    }

    private static final class TokenTooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Stops a parser that reads on and on without giving an event, before its buffers fill the memory. */
    private static final class BoundedStream extends InputStream {
        private final byte[] front;
        private final InputStream source;
        private int at;
        private long since;
        private long handed;
        private byte[] last = {};

        /** @param front comes before the source */
        BoundedStream(byte[] front, InputStream source) {
            this.front = front;
            this.source = source;
        }

        void release() {
            since = 0;
        }

        /** How many bytes were read. */
        long handed() {
            return handed;
        }

        /** How many bytes were read at once last. */
        int last() {
            return last.length;
        }

        /** The last bytes that were read, so many, and what is before the source. */
        byte[] unread(int count) {
            byte[] unread = Arrays.copyOfRange(last, last.length - count, last.length + front.length - at);
            System.arraycopy(front, at, unread, count, front.length - at);
            return unread;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            if (at < front.length) {
                read = Math.min(length, front.length - at);
                System.arraycopy(front, at, buffer, offset, read);
                at += read;
            } else {
                read = source.read(buffer, offset, length);
            }
            since += Math.max(0, read);
            handed += Math.max(0, read);
            if (since > MAX_TOKEN) {
                throw new TokenTooLong();
            }
            if (read > 0) {
                last = Arrays.copyOfRange(buffer, offset, offset + read);
            }
            return read;
        }
    }
}
