package org.sojourn.structure;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.Namespaces;

/** Takes elements in the canonical namespaces and writes them in those of one version, indented if wanted. */
public final class PublishedWriter implements XMLStreamWriter {
    private static final String INDENT = "  ";

    private final XMLStreamWriter out;
    private final Dialect dialect;
    private final boolean pretty;
    private final Map<String, String> published = new HashMap<>();
    private boolean inHeader;
    private int depth;
    /** What the current element holds so far: nothing, elements or text. */
    private boolean hasElements;

    private boolean hasText;

    /** Inside an element whose text is markup. */
    private boolean inMarkup;

    /** A writer onto a stream. */
    public PublishedWriter(XMLStreamWriter out, Dialect dialect, boolean pretty) {
        this.out = out;
        this.dialect = dialect;
        this.pretty = pretty;
    }

    /** While in the header, what is bound in the structure namespace is written in that of messages. */
    public void inHeader(boolean value) {
        inHeader = value;
    }

    /** The canonical namespace in which a name is written, which is not always the one it is bound in. */
    private String placed(String canonical, String localName) {
        if (inHeader && canonical.equals(Namespaces.STRUCTURE)) {
            return Namespaces.MESSAGE;
        }
        if (dialect.before30() && canonical.equals(Namespaces.STRUCTURE) && Namespaces.regionPart(localName)) {
            return Namespaces.COMMON;
        }
        return canonical;
    }

    /** Names that no binding has inside: data binding would make up a prefix for them at each element. */
    private static boolean foreign(String canonical) {
        return canonical.equals(Namespaces.REGISTRY);
    }

    private String published(String canonical) {
        return published.computeIfAbsent(canonical, c -> Namespaces.published(c, dialect));
    }

    private void start() throws XMLStreamException {
        if (pretty && !hasText && depth > 0) {
            out.writeCharacters("\n" + INDENT.repeat(depth));
        }
        depth++;
        hasElements = false;
        hasText = false;
    }

    @Override
    public void writeStartElement(String prefix, String localName, String namespaceURI) throws XMLStreamException {
        start();
        inMarkup = localName.equals(CanonicalReader.MARKUP) && namespaceURI.equals(Namespaces.COMMON);
        String placed = placed(namespaceURI, localName);
        String uri = published(placed);
        boolean same = placed.equals(namespaceURI) && !foreign(namespaceURI);
        String known = same ? prefix : out.getNamespaceContext().getPrefix(uri);
        out.writeStartElement(known == null ? prefix : known, localName, uri);
    }

    @Override
    public void writeStartElement(String namespaceURI, String localName) throws XMLStreamException {
        start();
        out.writeStartElement(published(placed(namespaceURI, localName)), localName);
    }

    @Override
    public void writeStartElement(String localName) throws XMLStreamException {
        start();
        out.writeStartElement(localName);
    }

    @Override
    public void writeEmptyElement(String namespaceURI, String localName) throws XMLStreamException {
        writeStartElement(namespaceURI, localName);
        writeEndElement();
    }

    @Override
    public void writeEmptyElement(String prefix, String localName, String namespaceURI) throws XMLStreamException {
        writeStartElement(prefix, localName, namespaceURI);
        writeEndElement();
    }

    @Override
    public void writeEmptyElement(String localName) throws XMLStreamException {
        writeStartElement(localName);
        writeEndElement();
    }

    @Override
    public void writeEndElement() throws XMLStreamException {
        depth--;
        inMarkup = false;
        if (pretty && hasElements && !hasText) {
            out.writeCharacters("\n" + INDENT.repeat(depth));
        }
        out.writeEndElement();
        hasElements = true;
        hasText = false;
    }

    @Override
    public void writeEndDocument() throws XMLStreamException {
        out.writeEndDocument();
    }

    @Override
    public void close() throws XMLStreamException {
        out.close();
    }

    @Override
    public void flush() throws XMLStreamException {
        out.flush();
    }

    @Override
    public void writeAttribute(String localName, String value) throws XMLStreamException {
        out.writeAttribute(localName, value);
    }

    @Override
    public void writeAttribute(String prefix, String namespaceURI, String localName, String value)
            throws XMLStreamException {
        out.writeAttribute(prefix, namespaceURI, localName, value);
    }

    @Override
    public void writeAttribute(String namespaceURI, String localName, String value) throws XMLStreamException {
        out.writeAttribute(namespaceURI, localName, value);
    }

    @Override
    public void writeNamespace(String prefix, String namespaceURI) throws XMLStreamException {
        if (foreign(namespaceURI) && out.getNamespaceContext().getPrefix(published(namespaceURI)) != null) {
            return;
        }
        out.writeNamespace(prefix, published(namespaceURI));
    }

    @Override
    public void writeDefaultNamespace(String namespaceURI) throws XMLStreamException {
        out.writeDefaultNamespace(published(namespaceURI));
    }

    @Override
    public void writeComment(String data) throws XMLStreamException {
        out.writeComment(data);
    }

    @Override
    public void writeProcessingInstruction(String target) throws XMLStreamException {
        out.writeProcessingInstruction(target);
    }

    @Override
    public void writeProcessingInstruction(String target, String data) throws XMLStreamException {
        out.writeProcessingInstruction(target, data);
    }

    @Override
    public void writeCData(String data) throws XMLStreamException {
        hasText = true;
        out.writeCData(data);
    }

    @Override
    public void writeDTD(String dtd) throws XMLStreamException {
        throw new XMLStreamException("no format of SDMX has a document type declaration");
    }

    @Override
    public void writeEntityRef(String name) throws XMLStreamException {
        out.writeEntityRef(name);
    }

    @Override
    public void writeStartDocument() throws XMLStreamException {
        out.writeStartDocument();
    }

    @Override
    public void writeStartDocument(String version) throws XMLStreamException {
        out.writeStartDocument(version);
    }

    @Override
    public void writeStartDocument(String encoding, String version) throws XMLStreamException {
        out.writeStartDocument(encoding, version);
    }

    @Override
    public void writeCharacters(String text) throws XMLStreamException {
        hasText |= !text.isEmpty();
        if (inMarkup) {
            Xhtml.write(text, out);
        } else {
            out.writeCharacters(text);
        }
    }

    @Override
    public void writeCharacters(char[] text, int start, int len) throws XMLStreamException {
        if (inMarkup) {
            writeCharacters(new String(text, start, len));
        } else {
            hasText |= len > 0;
            out.writeCharacters(text, start, len);
        }
    }

    @Override
    public @Nullable String getPrefix(String uri) throws XMLStreamException {
        return out.getPrefix(published(uri));
    }

    @Override
    public void setPrefix(String prefix, String uri) throws XMLStreamException {
        out.setPrefix(prefix, published(uri));
    }

    @Override
    public void setDefaultNamespace(String uri) throws XMLStreamException {
        out.setDefaultNamespace(published(uri));
    }

    @Override
    public void setNamespaceContext(NamespaceContext context) throws XMLStreamException {
        out.setNamespaceContext(context);
    }

    /** The prefixes in force, asked for by canonical name: data binding must not declare them again. */
    @Override
    public NamespaceContext getNamespaceContext() {
        NamespaceContext context = out.getNamespaceContext();
        return new NamespaceContext() {
            @Override
            public @Nullable String getNamespaceURI(String prefix) {
                return Namespaces.canonical(context.getNamespaceURI(prefix));
            }

            @Override
            public @Nullable String getPrefix(String uri) {
                return context.getPrefix(published(uri));
            }

            @Override
            public Iterator<String> getPrefixes(String uri) {
                return context.getPrefixes(published(uri));
            }
        };
    }

    @Override
    public Object getProperty(String name) {
        return out.getProperty(name);
    }
}
