package org.sojourn.registry;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Reading;

/**
 * Reads and writes registry messages of SDMX-ML 2.1, 3.0 and 3.1.
 *
 * <p>Reading is lenient: the wrapper {@code RegistryInterface} may be missing, as 2.1 and the text of the REST interface allow;
 * a part of a list that cannot be made out is left out with a problem of severity ERROR. Writing is strict: always with the
 * wrapper, and valid against the official schema.
 */
public final class RegistryMessages {
    /** How far into a stream {@link #begins} looks at most, in bytes. */
    public static final int LOOK_AHEAD = 1 << 16;

    private static final String WRAPPER = "RegistryInterface";
    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?([A-Za-z][\\w.-]*)[\\s/>]");
    private static final Pattern BEFORE_ROOT = Pattern.compile("<!--.*?-->|<\\?.*?\\?>", Pattern.DOTALL);

    private RegistryMessages() {}

    /** True where a root element of this name begins a registry message. */
    public static boolean root(String localName) {
        return localName.equals(WRAPPER) || RegistryReader.content(localName);
    }

    /** Whether the stream, which supports marks and is left where it was, seems to begin with a registry message. */
    public static boolean begins(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD - 1);
        in.reset();
        String text = new String(start, StandardCharsets.ISO_8859_1);
        Matcher root = ROOT.matcher(BEFORE_ROOT.matcher(text).replaceAll(""));
        return root.find() && root(root.group(1));
    }

    /**
     * Reads a message.
     *
     * @throws SdmxException of kind SYNTAX when it is not a registry message or not well-formed, SEMANTIC when what it
     *     asks cannot be made out
     */
    public static RegistryMessage read(InputStream in, Problems problems) throws IOException {
        CanonicalReader r = null;
        try {
            r = new CanonicalReader(XmlStreams.reader(in), problems);
            XmlStreams.toRoot(r);
            Dialect dialect = Namespaces.dialectOf(r.getParent().getNamespaceURI());
            if (dialect == null || !root(r.getLocalName())) {
                throw XmlStreams.syntax(
                        r.getLocation(),
                        "the root element '" + r.getLocalName() + "' in namespace '"
                                + r.getParent().getNamespaceURI()
                                + "' is not that of a registry message in SDMX-ML 2.1, 3.0 or 3.1");
            }
            r.dialect(dialect);
            return message(r, dialect, problems);
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.refusal(e, r == null ? null : r.getLocation());
        }
    }

    private static RegistryMessage message(CanonicalReader r, Dialect dialect, Problems problems)
            throws XMLStreamException, JAXBException, IOException {
        Reading reading = new Reading(dialect, problems);
        MessageHeader header = null;
        RegistryContent content = null;
        String root = r.getLocalName();
        r.next();
        while (r.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            if (!r.isStartElement()) {
                r.next();
                continue;
            }
            if (r.getLocalName().equals("Header")) {
                header = header(r, reading);
            } else if (RegistryReader.content(r.getLocalName()) && content == null) {
                content = new RegistryReader(r, dialect, problems).read();
            } else {
                problems.add(Problem.warning(
                        "unknown-element",
                        new Location(r.getLocation().getLineNumber(), 0, root),
                        "element '" + r.getLocalName() + "' is not known there; left out"));
                r.skip();
                r.next();
            }
        }
        if (content == null) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC, "the registry message holds no request, response or notice");
        }
        if (header == null) {
            problems.add(Problem.warning("no-header", Location.UNKNOWN, "the message has no header"));
        }
        return new RegistryMessage(dialect.format(), orMissing(header), content);
    }

    private static MessageHeader orMissing(@Nullable MessageHeader header) {
        return header == null ? MissingHeader.header() : header;
    }

    /** Reads the header at which the stream stands. */
    static MessageHeader header(CanonicalReader r, Reading reading) throws JAXBException {
        r.inHeader(true);
        r.watch(HeaderBinding.class, "header");
        MessageHeader header = Bindings.context(HeaderBinding.class)
                .createUnmarshaller()
                .unmarshal(r, HeaderBinding.class)
                .getValue()
                .toModel(reading);
        r.inHeader(false);
        return header;
    }

    /**
     * Writes a message in its format.
     *
     * @param losses takes what that version cannot carry
     */
    public static void write(RegistryMessage message, OutputStream out, Problems losses) throws IOException {
        try {
            RegistryWriter.write(message, WRAPPER, out, losses);
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.failure(e);
        }
    }
}
