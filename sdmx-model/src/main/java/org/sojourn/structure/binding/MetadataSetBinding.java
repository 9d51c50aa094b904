package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.Coverage;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.text.LocalisedText;

/** A metadata set since 3.0. Its elements are in the namespace of generic metadata. */
public final class MetadataSetBinding extends MaintainableBinding<MetadataSet> {
    @XmlElement(name = "MetadataProvisionAgreement", namespace = Namespaces.METADATA)
    @JsonProperty
    @Nullable
    ReferenceBinding metadataProvisionAgreement;

    @XmlElement(name = "Metadataflow", namespace = Namespaces.METADATA)
    @JsonProperty
    @Nullable
    ReferenceBinding metadataflow;

    @XmlElement(name = "Target", namespace = Namespaces.METADATA)
    @JsonProperty
    @Nullable
    List<String> targets;

    @XmlElement(name = "Attribute", namespace = Namespaces.METADATA)
    @JsonProperty
    @Nullable
    List<AttributeBinding> attributes;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String action;

    @XmlAttribute(name = "reportingBeginDate")
    @JsonProperty("reportingBegin")
    @Nullable
    String reportingBegin;

    @XmlAttribute(name = "reportingEndDate")
    @JsonProperty("reportingEnd")
    @Nullable
    String reportingEnd;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String publicationYear;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String publicationPeriod;

    /** What is said under one attribute. */
    static final class AttributeBinding extends AnnotableBinding {
        @XmlElement(name = "Value", namespace = Namespaces.METADATA)
        @Nullable
        List<String> values;

        @XmlElement(name = "Text", namespace = Namespaces.COMMON)
        @Nullable
        List<TextBinding> texts;

        /** The stream shows markup as text. */
        @XmlElement(name = "StructuredText", namespace = Namespaces.COMMON)
        @Nullable
        List<TextBinding> markup;

        @JsonProperty
        @Nullable
        FormatBinding format;

        @JsonProperty
        @Nullable
        JsonNode value;

        @XmlElement(name = "Attribute", namespace = Namespaces.METADATA)
        @JsonProperty
        @Nullable
        List<AttributeBinding> attributes;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String id;

        static AttributeBinding of(ReportedAttribute a, String path, Writing out) {
            AttributeBinding b = new AttributeBinding();
            out.at(path);
            b.set(a.annotations(), out);
            b.id = a.id();
            if (out.dialect().xml()) {
                a.value().ifPresent(b::xml);
                a.format().ifPresent(f -> out.lose("format of a value"));
            } else {
                a.value().ifPresent(v -> b.value = json(v));
                Optional<TextFormat> format = a.value()
                        .filter(ReportedValue.Markup.class::isInstance)
                        .map(v -> TextFormat.of(DataType.XHTML))
                        .or(a::format);
                b.format = format.map(f -> FormatBinding.of(f, FormatBinding.Place.BASIC, out))
                        .orElse(null);
            }
            List<AttributeBinding> below = new ArrayList<>();
            for (ReportedAttribute child : a.children()) {
                below.addAll(all(child, path + "." + child.id(), out));
            }
            b.attributes = below.isEmpty() ? null : below;
            return b;
        }

        /** In JSON an attribute has one value, so one with several is written several times. */
        static List<AttributeBinding> all(ReportedAttribute a, String path, Writing out) {
            if (!out.dialect().xml()
                    && a.value().isPresent()
                    && a.value().get() instanceof ReportedValue.Plain p
                    && p.values().size() != 1) {
                out.at(path);
                out.lose("having " + p.values().size() + " values at once: written as so many attributes");
                List<AttributeBinding> each = new ArrayList<>();
                for (String v : p.values()) {
                    boolean first = each.isEmpty();
                    each.add(of(
                            new ReportedAttribute(
                                    first ? a.annotations() : List.of(),
                                    a.id(),
                                    Optional.of(new ReportedValue.Plain(List.of(v))),
                                    a.format(),
                                    first ? a.children() : List.of()),
                            path,
                            out));
                }
                return each;
            }
            return List.of(of(a, path, out));
        }

        private void xml(ReportedValue v) {
            switch (v) {
                case ReportedValue.Plain p -> values = Wire.list(p.values(), t -> t);
                case ReportedValue.Text t -> texts = TextBinding.list(t.texts());
                case ReportedValue.Markup m -> markup = TextBinding.list(m.markup());
            }
        }

        private static @Nullable JsonNode json(ReportedValue v) {
            return switch (v) {
                case ReportedValue.Plain p ->
                    p.values().isEmpty()
                            ? null
                            : JsonNodeFactory.instance.textNode(p.values().getFirst());
                case ReportedValue.Text t -> json(t.texts());
                case ReportedValue.Markup m -> json(m.markup());
            };
        }

        private static JsonNode json(LocalisedText texts) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            texts.byLanguage().forEach(all::put);
            return all;
        }

        ReportedAttribute toModel(Reading in) {
            String known = Reading.required(id, "id of an attribute").strip();
            in.at(known);
            Optional<TextFormat> said = Optional.ofNullable(format).map(f -> f.toModel(in));
            boolean xhtml = said.flatMap(TextFormat::dataType)
                    .filter(t -> t == DataType.XHTML)
                    .isPresent();
            return new ReportedAttribute(
                    annotations(in),
                    known,
                    in.dialect().xml() ? xmlValue(in) : jsonValue(xhtml, in),
                    xhtml ? Optional.empty() : said,
                    Wire.each(attributes).stream().map(a -> a.toModel(in)).toList());
        }

        private Optional<ReportedValue> xmlValue(Reading in) {
            if (markup != null) {
                return Optional.of(
                        new ReportedValue.Markup(TextBinding.model(markup, null, null, "structured text", in)));
            }
            if (texts != null) {
                return Optional.of(new ReportedValue.Text(TextBinding.model(texts, null, null, "text", in)));
            }
            return values == null ? Optional.empty() : Optional.of(new ReportedValue.Plain(Wire.each(values)));
        }

        private Optional<ReportedValue> jsonValue(boolean xhtml, Reading in) {
            if (value == null || value.isNull()) {
                return Optional.empty();
            }
            if (value.isObject()) {
                Map<String, String> all = new LinkedHashMap<>();
                value.properties().forEach(e -> all.put(e.getKey(), e.getValue().asText()));
                LocalisedText texts = new LocalisedText(all);
                return Optional.of(xhtml ? new ReportedValue.Markup(texts) : new ReportedValue.Text(texts));
            }
            if (value.isArray()) {
                in.guessOnce("off-schema", "a value that is an array is not one of SDMX-JSON; read as several values");
                List<String> all = new ArrayList<>();
                value.forEach(v -> all.add(v.asText()));
                return Optional.of(new ReportedValue.Plain(all));
            }
            String text = value.asText();
            return Optional.of(
                    xhtml
                            ? new ReportedValue.Markup(LocalisedText.of("en", text))
                            : new ReportedValue.Plain(List.of(text)));
        }
    }

    /** The wire form of a metadata set since 3.0. */
    public static MetadataSetBinding of(MetadataSet set, Writing out) {
        MetadataSetBinding b = new MetadataSetBinding();
        b.set(set, out);
        b.bestDescription = null; // SDMX-JSON has only all descriptions here
        boolean json = !out.dialect().xml();
        if (json && b.links != null) {
            // The schemas allow no URN of a metadata set, so there is no link to itself.
            b.links.removeIf(l ->
                    l.rel != null && l.rel.equals(LinkBinding.SELF) && out.urn().equals(l.urn));
            b.links = b.links.isEmpty() ? null : b.links;
            set.maintenance().naming().identification().uri().ifPresent(u -> out.lose("URI " + u));
        }
        set.flow().ifPresent(flow -> {
            switch (flow.type()) {
                case METADATA_PROVISION_AGREEMENT -> b.metadataProvisionAgreement = ReferenceBinding.of(flow, out);
                case METADATAFLOW -> b.metadataflow = ReferenceBinding.of(flow, out);
                default -> out.lose("that it follows " + flow + ": since 3.0 it follows a metadataflow");
            }
        });
        if (b.metadataflow == null && b.metadataProvisionAgreement == null) {
            out.lose("validity: the schema wants a metadataflow or a metadata provision agreement");
        }
        Coverage c = set.coverage();
        b.reportingBegin = c.reportingBegin().orElse(null);
        b.reportingEnd = c.reportingEnd().orElse(null);
        b.publicationYear = c.publicationYear().orElse(null);
        b.publicationPeriod = c.publicationPeriod().orElse(null);
        List<String> about = new ArrayList<>();
        for (UrnPattern t : set.targets()) {
            if (json && !t.exact()) {
                out.lose("target " + t + ": SDMX-JSON has no wildcards there");
            } else {
                about.add(t.toString());
            }
        }
        if (about.isEmpty()) {
            out.lose("validity: the schema wants a target");
        }
        b.targets = about.isEmpty() ? null : about;
        List<AttributeBinding> all = new ArrayList<>();
        for (ReportedAttribute a : set.attributes()) {
            all.addAll(AttributeBinding.all(a, a.id(), out));
        }
        if (all.isEmpty()) {
            out.lose("validity: the schema wants an attribute");
        }
        b.attributes = all.isEmpty() ? null : all;
        out.at("");
        set.report().ifPresent(r -> out.lose("that it is report " + r.id() + " on target " + r.target()));
        return b;
    }

    @Override
    public MetadataSet toModel(Reading in) {
        if (action != null) {
            in.guessOnce("action-ignored", "the action of a metadata set is not followed: it is put as a whole");
        }
        Optional<Urn> flow = metadataProvisionAgreement != null
                ? metadataProvisionAgreement.toModel(
                        ArtefactClass.METADATA_PROVISION_AGREEMENT, "metadata provision agreement", in)
                : ReferenceBinding.optional(metadataflow, ArtefactClass.METADATAFLOW, "metadataflow", in);
        List<UrnPattern> about = MetadataflowBinding.model(targets, in);
        List<ReportedAttribute> all =
                Wire.each(attributes).stream().map(a -> a.toModel(in)).toList();
        in.at("");
        return new MetadataSet(
                maintenance(in),
                flow,
                new Coverage(
                        Optional.ofNullable(reportingBegin),
                        Optional.ofNullable(reportingEnd),
                        Optional.ofNullable(publicationYear),
                        Optional.ofNullable(publicationPeriod)),
                about,
                all,
                Optional.empty());
    }
}
