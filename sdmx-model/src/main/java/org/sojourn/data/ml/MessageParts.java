package org.sojourn.data.ml;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.Action;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.Contact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/** Writes what all layouts have in common: the header, annotations, values of Comp elements, the footer. */
final class MessageParts {

    private static final String ID_FORM = "[A-Za-z0-9_@$-]+";

    private static final String NO_LINKS = "links of messages and data sets are not written";

    private final XmlEmitter xml;
    private final MlVersion version;
    private final PlainValues plain;

    MessageParts(XmlEmitter xml, MlVersion version, PlainValues plain) {
        this.xml = xml;
        this.version = version;
        this.plain = plain;
    }

    /** @param specific the layout has a namespace for each structure */
    void header(MessageHeader header, Collection<HeaderEntry> entries, boolean specific) throws IOException {
        xml.line(1);
        xml.markup("<message:Header>");
        element(2, "message:ID", id(header.id()));
        element(2, "message:Test", Boolean.toString(header.test()));
        element(
                2,
                "message:Prepared",
                header.prepared().isEmpty()
                        ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
                        : header.prepared());
        party("message:Sender", header.sender(), header.timezone());
        for (MessageHeader.Party receiver : header.receivers()) {
            party("message:Receiver", receiver, Optional.empty());
        }
        texts(2, "common:Name", header.names());
        for (HeaderEntry entry : entries) {
            structure(entry, specific);
        }
        if (!header.links().isEmpty()) {
            plain.lost("links", "links", NO_LINKS);
        }
        optional("message:Extracted", header.extracted());
        optional("message:ReportingBegin", header.reportingBegin());
        optional("message:ReportingEnd", header.reportingEnd());
        optional("message:EmbargoDate", header.embargoDate());
        texts(2, "message:Source", header.sources());
        xml.line(1);
        xml.markup("</message:Header>");
    }

    /** Ids of messages and parties come from anywhere, and are less free in SDMX-ML. */
    private static String id(String text) {
        return text.isEmpty() ? "unknown" : text.matches(ID_FORM) ? text : text.replaceAll("[^A-Za-z0-9_@$-]", "_");
    }

    private void party(String element, MessageHeader.Party party, Optional<String> timezone) throws IOException {
        xml.line(2);
        xml.markup("<" + element);
        xml.attribute("id", id(party.id()));
        if (party.names().isEmpty() && party.contacts().isEmpty() && timezone.isEmpty()) {
            xml.markup("/>");
            return;
        }
        xml.markup('>');
        texts(3, "common:Name", party.names());
        for (Contact contact : party.contacts()) {
            xml.line(3);
            xml.markup("<message:Contact>");
            texts(4, "common:Name", contact.names());
            texts(4, "message:Department", contact.departments());
            texts(4, "message:Role", contact.roles());
            for (Contact.Channel channel : contact.channels()) {
                String name = switch (channel.medium()) {
                    case TELEPHONE -> "message:Telephone";
                    case FAX -> "message:Fax";
                    case X400 -> "message:X400";
                    case URI -> "message:URI";
                    case EMAIL -> "message:Email";
                };
                element(4, name, channel.address());
            }
            xml.line(3);
            xml.markup("</message:Contact>");
        }
        if (timezone.isPresent()) {
            element(3, "message:Timezone", timezone.get());
        }
        xml.line(2);
        xml.markup("</" + element + ">");
    }

    private void structure(HeaderEntry entry, boolean specific) throws IOException {
        xml.line(2);
        xml.markup("<message:Structure");
        xml.attribute("structureID", entry.id());
        if (specific) {
            xml.attribute("namespace", entry.namespace());
        }
        xml.attribute("dimensionAtObservation", entry.pivot());
        xml.markup('>');
        String element = switch (entry.reference().type()) {
            case DATAFLOW -> "common:StructureUsage";
            // 2.1's schema spells it without the second e
            case PROVISION_AGREEMENT ->
                version == MlVersion.V2_1 ? "common:ProvisionAgrement" : "common:ProvisionAgreement";
            default -> "common:Structure";
        };
        xml.line(3);
        xml.markup("<" + element + ">");
        if (version == MlVersion.V2_1) {
            Urn urn = entry.reference();
            xml.markup("<Ref");
            xml.attribute("id", urn.id());
            xml.attribute("version", urn.version().isEmpty() ? "1.0" : urn.version());
            xml.attribute("agencyID", urn.agency());
            xml.attribute("package", urn.type().packageName());
            xml.attribute("class", urn.type().className());
            xml.markup("/>");
        } else {
            xml.text(entry.reference().toString());
        }
        xml.markup("</" + element + ">");
        xml.line(2);
        xml.markup("</message:Structure>");
    }

    /** The attributes of a data set that are not values. */
    void datasetAttributes(String prefix, DatasetHeader header) throws IOException {
        if (header.setId().isPresent()) {
            String setId = header.setId().get();
            if (setId.matches(ID_FORM)) {
                xml.attribute(prefix + "setID", setId);
            } else {
                plain.lost("setID", "setID", "the id '" + setId + "' of a data set cannot be written");
            }
        }
        if (header.action().isPresent()) {
            xml.attribute(prefix + "action", word(header.action().get()));
        }
        // Those with a URN lead to the structures of the data, which are named anyway.
        if (header.links().stream().anyMatch(l -> l.urn().isEmpty())) {
            plain.lost("links", "links", NO_LINKS);
        }
        dataset(prefix + "reportingBeginDate", header.reportingBegin());
        dataset(prefix + "reportingEndDate", header.reportingEnd());
        dataset(prefix + "validFromDate", header.validFrom());
        dataset(prefix + "validToDate", header.validTo());
        dataset(prefix + "publicationYear", header.publicationYear());
        dataset(prefix + "publicationPeriod", header.publicationPeriod());
    }

    private void dataset(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            xml.attribute(name, value.get());
        }
    }

    /** Before 3.1 there is no Merge; Append says the same. */
    private String word(Action action) {
        String name = (action == Action.MERGE && version != MlVersion.V3_1 ? Action.APPEND : action).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    void dataProvider(String element, Urn provider) throws IOException {
        if (provider.item().isEmpty()) {
            plain.lost("provider", "DataProvider", "reference " + provider + " names no provider and is not written");
            return;
        }
        xml.line(2);
        xml.markup("<" + element + ">");
        if (version == MlVersion.V2_1) {
            xml.markup("<Ref");
            xml.attribute("id", provider.item());
            xml.attribute("maintainableParentID", provider.id());
            xml.attribute("maintainableParentVersion", provider.version().isEmpty() ? "1.0" : provider.version());
            xml.attribute("agencyID", provider.agency());
            xml.attribute("package", provider.type().packageName());
            xml.attribute("class", provider.type().className());
            xml.markup("/>");
        } else {
            xml.text(provider.toString());
        }
        xml.markup("</" + element + ">");
    }

    void annotations(int depth, List<Annotation> annotations) throws IOException {
        if (annotations.isEmpty()) {
            return;
        }
        xml.line(depth);
        xml.markup("<common:Annotations>");
        for (Annotation a : annotations) {
            xml.line(depth + 1);
            xml.markup("<common:Annotation");
            if (a.id().isPresent()) {
                xml.attribute("id", a.id().get());
            }
            xml.markup('>');
            if (a.title().isPresent()) {
                element(depth + 2, "common:AnnotationTitle", a.title().get());
            }
            if (a.type().isPresent()) {
                element(depth + 2, "common:AnnotationType", a.type().get());
            }
            urls(depth + 2, a);
            texts(depth + 2, "common:AnnotationText", a.text());
            if (a.value().isPresent()) {
                if (version == MlVersion.V2_1) {
                    plain.lost("annotation value", "Annotation", "values of annotations are not written");
                } else {
                    element(depth + 2, "common:AnnotationValue", a.value().get());
                }
            }
            xml.line(depth + 1);
            xml.markup("</common:Annotation>");
        }
        xml.line(depth);
        xml.markup("</common:Annotations>");
    }

    private void urls(int depth, Annotation annotation) throws IOException {
        boolean old = version == MlVersion.V2_1;
        List<Annotation.Url> urls = annotation.urls();
        if (old && (urls.size() > 1 || urls.stream().anyMatch(u -> u.language().isPresent()))) {
            plain.lost("annotation urls", "Annotation", "only one URL of an annotation is written, without language");
        }
        for (Annotation.Url url : old && urls.size() > 1 ? urls.subList(0, 1) : urls) {
            xml.line(depth);
            xml.markup("<common:AnnotationURL");
            if (!old && url.language().isPresent()) {
                xml.attribute("xml:lang", url.language().get());
            }
            xml.markup('>');
            xml.text(url.address());
            xml.markup("</common:AnnotationURL>");
        }
    }

    /** A Value inside a Comp (3.x). */
    void value(String component, Value value) throws IOException {
        switch (value) {
            case Value.Text t -> {
                xml.markup("<Value>");
                xml.text(t.text());
            }
            case Value.Localised l -> {
                xml.markup("<Value>");
                for (Map.Entry<String, String> e : l.texts().byLanguage().entrySet()) {
                    text("common:Text", e.getKey(), e.getValue());
                }
            }
            case Value.Markup m -> {
                xml.markup("<Value>");
                for (Map.Entry<String, String> e : m.markup().byLanguage().entrySet()) {
                    structuredText(component, e.getKey(), e.getValue());
                }
            }
            case Value.Array a -> throw new IllegalArgumentException("an array inside an array: " + a);
        }
        xml.markup("</Value>");
    }

    private void structuredText(String component, String language, String markup) throws IOException {
        xml.markup("<common:StructuredText");
        xml.attribute("xml:lang", language);
        xml.attribute("xmlns", MlVersion.XHTML);
        xml.markup('>');
        try {
            // Read and written anew: what comes from elsewhere may be no XML and must not break the message.
            xml.markup(Markup.normalised(markup));
        } catch (SdmxException e) {
            plain.lost(component + " malformed", component, "XHTML that is not well-formed is written as plain text");
            xml.text(markup);
        }
        xml.markup("</common:StructuredText>");
    }

    void footer(List<FooterMessage> messages) throws IOException {
        if (messages.isEmpty()) {
            return;
        }
        xml.line(1);
        xml.markup("<footer:Footer>");
        for (FooterMessage m : messages) {
            xml.line(2);
            xml.markup("<footer:Message");
            xml.attribute("code", m.code());
            if (m.severity().isPresent()) {
                xml.attribute(
                        "severity",
                        switch (m.severity().get()) {
                            case ERROR -> "Error";
                            case WARNING -> "Warning";
                            case INFORMATION -> "Information";
                        });
            }
            xml.markup('>');
            texts(3, "common:Text", m.text());
            xml.line(2);
            xml.markup("</footer:Message>");
        }
        xml.line(1);
        xml.markup("</footer:Footer>");
    }

    private void texts(int depth, String element, LocalisedText texts) throws IOException {
        for (Map.Entry<String, String> e : texts.byLanguage().entrySet()) {
            xml.line(depth);
            text(element, e.getKey(), e.getValue());
        }
    }

    private void text(String element, String language, String value) throws IOException {
        xml.markup("<" + element);
        xml.attribute("xml:lang", language);
        xml.markup('>');
        xml.text(value);
        xml.markup("</" + element + ">");
    }

    private void optional(String element, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            element(2, element, value.get());
        }
    }

    private void element(int depth, String element, String value) throws IOException {
        xml.line(depth);
        xml.markup("<" + element + ">");
        xml.text(value);
        xml.markup("</" + element + ">");
    }
}
