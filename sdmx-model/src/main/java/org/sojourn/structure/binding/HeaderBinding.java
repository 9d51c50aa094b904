package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;

/**
 * The header of an SDMX-ML structure message. Its elements are bound in the structure namespace, though they stand in that
 * of messages, so that contacts are bound once: the streams map one to the other while they pass the header.
 */
public final class HeaderBinding {
    @XmlElement(name = "ID")
    @Nullable
    String id;

    @XmlElement(name = "Test")
    @Nullable
    String test;

    @XmlElement(name = "Prepared")
    @Nullable
    String prepared;

    @XmlElement(name = "Sender")
    @Nullable
    PartyBinding sender;

    @XmlElement(name = "Receiver")
    @Nullable
    List<PartyBinding> receivers;

    @XmlElement(name = "Name", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> name;

    @XmlElement(name = "Extracted")
    @Nullable
    String extracted;

    @XmlElement(name = "ReportingBegin")
    @Nullable
    String reportingBegin;

    @XmlElement(name = "ReportingEnd")
    @Nullable
    String reportingEnd;

    @XmlElement(name = "EmbargoDate")
    @Nullable
    String embargoDate;

    @XmlElement(name = "Source")
    @Nullable
    List<TextBinding> source;

    /** The header as a structure message carries it; what only data messages carry is lost. */
    public static HeaderBinding of(MessageHeader h, Writing out) {
        HeaderBinding b = new HeaderBinding();
        b.id = h.id();
        b.test = String.valueOf(h.test());
        b.prepared = h.prepared();
        b.sender = PartyBinding.of(h.sender(), out);
        b.sender.timezone = h.timezone().orElse(null);
        b.receivers = Wire.list(h.receivers(), p -> PartyBinding.of(p, out));
        b.name = TextBinding.list(h.names());
        b.source = TextBinding.list(h.sources());
        out.loseFromHeader("time of extraction", h.extracted());
        out.loseFromHeader("reporting begin", h.reportingBegin());
        out.loseFromHeader("reporting end", h.reportingEnd());
        out.loseFromHeader("embargo date", h.embargoDate());
        return b;
    }

    public MessageHeader toModel(Reading in) {
        PartyBinding from = Wire.or(sender, new PartyBinding());
        String knownId = Wire.or(id, "").strip();
        String when = Wire.or(prepared, "").strip();
        if (knownId.isEmpty() || when.isEmpty() || from.id == null) {
            in.guess("incomplete-header", "the header lacks its ID, the time it was prepared or the sender");
        }
        return new MessageHeader(
                knownId.isEmpty() ? MissingHeader.ID : knownId,
                in.flag(test, "Test", false),
                when.isEmpty() ? MissingHeader.PREPARED : when,
                from.toModel(in),
                Wire.each(receivers).stream().map(r -> r.toModel(in)).toList(),
                TextBinding.model(name, null, null, "name of the message", in),
                Optional.ofNullable(from.timezone),
                Optional.ofNullable(extracted),
                Optional.ofNullable(reportingBegin),
                Optional.ofNullable(reportingEnd),
                Optional.ofNullable(embargoDate),
                TextBinding.model(source, null, null, "source", in));
    }
}
