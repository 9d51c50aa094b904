package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

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

    @XmlElement(name = "Structure")
    @Nullable
    List<StructureBinding> structures;

    @XmlElement(name = "DataSetAction")
    @Nullable
    String dataSetAction;

    @XmlElement(name = "DataSetID")
    @Nullable
    List<String> dataSetIds;

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

    /** What metadata sets of a message follow; structure messages have none. */
    static final class StructureBinding {
        @XmlElement(name = "ProvisionAgreement", namespace = Namespaces.COMMON)
        @Nullable
        ReferenceBinding provisionAgreement;

        @XmlElement(name = "ProvisionAgrement", namespace = Namespaces.COMMON)
        @Nullable
        ReferenceBinding misspelled;

        @XmlElement(name = "StructureUsage", namespace = Namespaces.COMMON)
        @Nullable
        ReferenceBinding structureUsage;

        @XmlElement(name = "Structure", namespace = Namespaces.COMMON)
        @Nullable
        ReferenceBinding structure;

        @XmlAttribute
        @Nullable
        String structureID;

        @XmlAttribute
        @Nullable
        String namespace;

        @XmlAttribute
        @Nullable
        String schemaURL;

        @XmlAttribute
        @Nullable
        String serviceURL;

        @XmlAttribute
        @Nullable
        String structureURL;

        static StructureBinding of(String id, Urn reference, Writing out) {
            StructureBinding b = new StructureBinding();
            b.structureID = id;
            switch (reference.type()) {
                case METADATA_STRUCTURE -> b.structure = ReferenceBinding.of(reference, out);
                case METADATAFLOW -> b.structureUsage = ReferenceBinding.of(reference, out);
                default -> {
                    // The schemas have no metadata provision agreement there.
                    ReferenceBinding agreement = ReferenceBinding.of(
                            Urn.of(
                                    ArtefactClass.PROVISION_AGREEMENT,
                                    reference.agency(),
                                    reference.id(),
                                    reference.version()),
                            out);
                    b.provisionAgreement = out.dialect().before30() ? null : agreement;
                    b.misspelled = out.dialect().before30() ? agreement : null;
                }
            }
            return b;
        }

        private Optional<Urn> toModel(Reading in) {
            if (structure != null) {
                return structure.toModel(ArtefactClass.METADATA_STRUCTURE, "structure of the header", in);
            }
            if (structureUsage != null) {
                return structureUsage.toModel(ArtefactClass.METADATAFLOW, "structure usage of the header", in);
            }
            ReferenceBinding agreement = provisionAgreement != null ? provisionAgreement : misspelled;
            return ReferenceBinding.optional(
                    agreement, ArtefactClass.PROVISION_AGREEMENT, "provision agreement of the header", in);
        }
    }

    /** The header of a metadata message; {@code structures} are what its metadata sets follow, by the ids for them. */
    public static HeaderBinding ofMetadata(MessageHeader h, Map<String, Urn> structures, Writing out) {
        HeaderBinding b = new HeaderBinding();
        b.set(h, out);
        b.extracted = h.extracted().orElse(null);
        out.loseFromHeader("reporting begin", h.reportingBegin());
        out.loseFromHeader("reporting end", h.reportingEnd());
        out.loseFromHeader("embargo date", h.embargoDate());
        b.structures = new ArrayList<>();
        structures.forEach(
                (id, reference) -> Objects.requireNonNull(b.structures).add(StructureBinding.of(id, reference, out)));
        return b;
    }

    /** Names for each structure the namespace of its own schema. */
    public void nameSchemas(Map<String, Urn> byId) {
        for (StructureBinding s : Wire.each(structures)) {
            Urn urn = byId.get(Wire.or(s.structureID, ""));
            s.namespace = urn == null ? null : urn.toString();
        }
    }

    /** What metadata sets of this message follow, by the ids under which they say so. */
    public Map<String, Urn> structures(Reading in) {
        Map<String, Urn> all = new LinkedHashMap<>();
        for (StructureBinding s : Wire.each(structures)) {
            s.toModel(in).ifPresent(u -> all.put(Wire.or(s.structureID, ""), u));
        }
        return all;
    }

    private void set(MessageHeader h, Writing out) {
        id = h.id();
        test = String.valueOf(h.test());
        prepared = h.prepared();
        sender = PartyBinding.of(h.sender(), out);
        sender.timezone = h.timezone().orElse(null);
        receivers = Wire.list(h.receivers(), p -> PartyBinding.of(p, out));
        name = TextBinding.list(h.names());
        source = TextBinding.list(h.sources());
    }

    /** The header as a structure message carries it; what only data messages carry is lost. */
    public static HeaderBinding of(MessageHeader h, Writing out) {
        HeaderBinding b = new HeaderBinding();
        b.set(h, out);
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
