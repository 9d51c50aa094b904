package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.Annotation;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.Coverage;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.Report;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.Naming;
import org.sojourn.model.ReportSet;
import org.sojourn.model.SetReference;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/** A metadata set of SDMX-JSON 1.0, which holds reports; it says by a link what it follows. */
public final class ReportSetBinding extends AnnotableBinding {
    private static final String METADATA_STRUCTURE = "structure";

    @JsonProperty
    @Nullable
    String action;

    @JsonProperty
    @Nullable
    String id;

    @JsonProperty
    @Nullable
    String reportingBegin;

    @JsonProperty
    @Nullable
    String reportingEnd;

    @JsonProperty
    @Nullable
    String publicationYear;

    @JsonProperty
    @Nullable
    String publicationPeriod;

    @JsonProperty
    @Nullable
    String validFrom;

    @JsonProperty
    @Nullable
    String validTo;

    @JsonProperty
    @Nullable
    String name;

    @JsonProperty
    @Nullable
    Map<String, String> names;

    @JsonProperty
    @Nullable
    List<LinkBinding> links;

    @JsonProperty
    @Nullable
    ReferenceBinding dataProvider;

    @JsonProperty
    @Nullable
    List<ReportBinding> reports;

    /** One report. */
    static final class ReportBinding extends AnnotableBinding {
        @JsonProperty
        @Nullable
        String id;

        @JsonProperty
        @Nullable
        TargetBinding target;

        @JsonProperty
        @Nullable
        AttributesBinding attributeSet;
    }

    /** What a report is about. */
    static final class TargetBinding {
        @JsonProperty
        @Nullable
        String id;

        @JsonProperty
        @Nullable
        List<ValueBinding> referenceValues;
    }

    /** One object of a target. */
    static final class ValueBinding {
        @JsonProperty
        @Nullable
        String id;

        @JsonProperty
        @Nullable
        String object;

        @JsonProperty
        @Nullable
        String constraintContent;

        @JsonProperty
        @Nullable
        String reportPeriod;

        @JsonProperty
        @JsonSerialize(using = SetReferenceBinding.AsJson.class)
        @Nullable
        SetReferenceBinding dataSet;

        @JsonProperty
        DataKeySetBinding.@Nullable KeyBinding dataKey;

        static ValueBinding of(ReferenceValue v, Writing out) {
            ValueBinding b = new ValueBinding();
            b.id = v.id();
            switch (v.kind()) {
                case OBJECT -> b.object = v.value();
                case CONSTRAINT -> b.constraintContent = v.value();
                case REPORT_PERIOD -> b.reportPeriod = out.period(v.value());
                case DATA_SET -> {
                    int blank = v.value().indexOf(' ');
                    b.dataSet = SetReferenceBinding.of(
                            new SetReference(
                                    Urn.parse(v.value().substring(0, blank)),
                                    v.value().substring(blank + 1)),
                            out);
                }
                case DATA_KEY ->
                    b.dataKey = DataKeySetBinding.KeyBinding.of(
                            new DataKey(true, v.key(), List.of(), Optional.empty(), Optional.empty()), out);
            }
            return b;
        }

        Optional<ReferenceValue> toModel(Reading in) {
            String known = Reading.required(id, "id of an object of the target");
            if (object != null) {
                return Optional.of(value(known, ReferenceValue.Kind.OBJECT, object));
            }
            if (constraintContent != null) {
                return Optional.of(value(known, ReferenceValue.Kind.CONSTRAINT, constraintContent));
            }
            if (reportPeriod != null) {
                return Optional.of(value(known, ReferenceValue.Kind.REPORT_PERIOD, reportPeriod));
            }
            if (dataSet != null) {
                return dataSet.toSet(in)
                        .map(s -> value(known, ReferenceValue.Kind.DATA_SET, s.provider() + " " + s.id()));
            }
            if (dataKey != null) {
                List<ComponentValues> key = dataKey.toModel(in).keyValues();
                return Optional.of(new ReferenceValue(known, ReferenceValue.Kind.DATA_KEY, "", key));
            }
            in.error("bad-reference", "the object " + known + " of the target is not said; left out");
            return Optional.empty();
        }

        private static ReferenceValue value(String id, ReferenceValue.Kind kind, String text) {
            return new ReferenceValue(id, kind, text.strip(), List.of());
        }
    }

    /** Attributes under a report or under another one. */
    static final class AttributesBinding {
        @JsonProperty
        @Nullable
        List<AttributeBinding> reportedAttributes;

        static @Nullable AttributesBinding of(List<ReportedAttribute> all, String path, Writing out) {
            AttributesBinding b = new AttributesBinding();
            b.reportedAttributes = new ArrayList<>();
            for (ReportedAttribute a : all) {
                out.at(path + a.id());
                List<String> plain = a.value().isPresent() && a.value().get() instanceof ReportedValue.Plain p
                        ? p.values()
                        : List.of();
                if (plain.size() > 1) {
                    out.lose("having " + plain.size() + " values at once: written as so many attributes");
                }
                b.reportedAttributes.add(AttributeBinding.of(a, path + a.id() + ".", out));
                for (String more : plain.subList(Math.min(1, plain.size()), plain.size())) {
                    b.reportedAttributes.add(
                            AttributeBinding.of(ReportedAttribute.of(a.id(), more), path + a.id() + ".", out));
                }
            }
            return b.reportedAttributes.isEmpty() ? null : b;
        }

        static List<ReportedAttribute> model(@Nullable AttributesBinding b, Reading in) {
            return b == null
                    ? List.of()
                    : Wire.each(b.reportedAttributes).stream()
                            .map(a -> a.toModel(in))
                            .toList();
        }
    }

    /** What is said under one attribute. */
    static final class AttributeBinding extends AnnotableBinding {
        @JsonProperty
        @Nullable
        String id;

        @JsonProperty
        @Nullable
        String value;

        @JsonProperty
        @Nullable
        String text;

        @JsonProperty
        @Nullable
        Map<String, String> texts;

        @JsonProperty
        @Nullable
        String structuredText;

        @JsonProperty
        @Nullable
        Map<String, String> structuredTexts;

        @JsonProperty
        @Nullable
        AttributesBinding attributeSet;

        static AttributeBinding of(ReportedAttribute a, String path, Writing out) {
            AttributeBinding b = new AttributeBinding();
            b.id = a.id();
            b.set(a.annotations(), out);
            if (a.format().isPresent()) {
                out.lose("format of the value of " + a.id());
            }
            if (a.value().isPresent()) {
                switch (a.value().get()) {
                    case ReportedValue.Plain p ->
                        b.value = p.values().isEmpty() ? null : p.values().getFirst();
                    case ReportedValue.Text t -> {
                        b.text = out.best(t.texts());
                        b.texts = TextBinding.map(t.texts());
                    }
                    case ReportedValue.Markup m -> {
                        b.structuredText = out.best(m.markup());
                        b.structuredTexts = TextBinding.map(m.markup());
                    }
                }
            }
            b.attributeSet = AttributesBinding.of(a.children(), path, out);
            return b;
        }

        ReportedAttribute toModel(Reading in) {
            String known = Reading.required(id, "id of an attribute").strip();
            in.at(known);
            LocalisedText markup = TextBinding.model(null, structuredText, structuredTexts, "structured text", in);
            LocalisedText words = TextBinding.model(null, text, texts, "text", in);
            Optional<ReportedValue> said = !markup.isEmpty()
                    ? Optional.of(new ReportedValue.Markup(markup))
                    : !words.isEmpty()
                            ? Optional.of(new ReportedValue.Text(words))
                            : Optional.ofNullable(value).map(v -> new ReportedValue.Plain(List.of(v)));
            if (value != null && !(markup.isEmpty() && words.isEmpty())) {
                in.guess("value-twice", "attribute " + known + " has a value and texts; the texts count");
            }
            return new ReportedAttribute(
                    annotations(in), known, said, Optional.empty(), AttributesBinding.model(attributeSet, in));
        }
    }

    /** The wire form of reports that stand in one set. */
    public static ReportSetBinding of(List<MetadataSet> together, Writing out) {
        ReportSetBinding b = new ReportSetBinding();
        MetadataSet first = together.getFirst();
        out.begin(first);
        Maintenance m = first.maintenance();
        b.id = StructureSet.setId(first.id());
        b.set(m.naming().annotations(), out);
        b.name = out.best(m.naming().names());
        b.names = TextBinding.map(m.naming().names());
        b.validFrom = out.time(m.validFrom().orElse(null), "validFrom");
        b.validTo = out.time(m.validTo().orElse(null), "validTo");
        b.reportingBegin = first.coverage().reportingBegin().orElse(null);
        b.reportingEnd = first.coverage().reportingEnd().orElse(null);
        b.publicationYear = first.coverage().publicationYear().orElse(null);
        b.publicationPeriod = first.coverage().publicationPeriod().orElse(null);
        List<Link> all = new ArrayList<>();
        first.flow().ifPresent(flow -> all.add(follows(flow)));
        all.addAll(m.naming().identification().links());
        b.links = new ArrayList<>();
        for (Link link : all) {
            LinkBinding each = LinkBinding.of(link, out);
            if (each != null) {
                b.links.add(each);
            }
        }
        b.dataProvider = first.report()
                .flatMap(Report::dataProvider)
                .map(p -> ReferenceBinding.of(p, out))
                .orElse(null);
        b.reports = new ArrayList<>();
        for (MetadataSet each : together) {
            out.begin(each);
            tell(each, out);
            b.reports.add(report(each, out));
        }
        return b;
    }

    private static void tell(MetadataSet set, Writing out) {
        if (!set.maintenance().naming().descriptions().isEmpty()) {
            out.lose("descriptions");
        }
        set.targets().stream().filter(t -> !t.exact()).forEach(t -> out.lose("target " + t + ": 2.1 has no wildcards"));
        if (set.maintenance().partialLanguage()) {
            out.lose("isPartialLanguage");
        }
    }

    private static Link follows(Urn flow) {
        return new Link(
                flow.type() == ArtefactClass.METADATA_STRUCTURE
                        ? METADATA_STRUCTURE
                        : flow.type().resource(),
                Optional.empty(),
                Optional.of(flow.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LocalisedText.EMPTY);
    }

    private static ReportBinding report(MetadataSet set, Writing out) {
        Report report = set.report().orElseGet(() -> {
            out.lose("being of no report and target of 2.1: written as REPORT on TARGET");
            return ReportSet.impliedReport(set);
        });
        ReportBinding b = new ReportBinding();
        b.id = report.id();
        b.target = new TargetBinding();
        b.target.id = report.target();
        b.target.referenceValues = Wire.list(report.values(), v -> ValueBinding.of(v, out));
        if (b.target.referenceValues == null) {
            out.lose("validity: the schema wants something that a report is about");
            b.target.referenceValues = new ArrayList<>();
        }
        b.attributeSet = AttributesBinding.of(set.attributes(), "", out);
        if (b.attributeSet == null) {
            out.lose("validity: the schema wants an attribute");
            b.attributeSet = new AttributesBinding();
        }
        out.at("");
        return b;
    }

    /** What is known of it, for problems. */
    public String label() {
        return Wire.or(id, "?");
    }

    /** The metadata sets of the model: one for each report. */
    public List<MetadataSet> toModels(MessageHeader header, String fallbackId, Reading in) {
        if (action != null) {
            in.guessOnce("action-ignored", "the action of a metadata set is not followed: it is put as a whole");
        }
        Optional<Urn> provider =
                ReferenceBinding.optional(dataProvider, ArtefactClass.DATA_PROVIDER, "data provider", in);
        List<Link> others = new ArrayList<>();
        Optional<Urn> flow = Optional.empty();
        for (LinkBinding each : Wire.each(links)) {
            Link link = each.toModel(in);
            Optional<Urn> followed = flow.isPresent() ? Optional.empty() : followed(link);
            if (followed.isPresent()) {
                flow = followed;
            } else {
                others.add(link);
            }
        }
        if (flow.isEmpty()) {
            in.guess("no-structure", "no link says what the set follows");
        }
        List<ReportBinding> all = Wire.each(reports);
        List<MetadataSet> sets = new ArrayList<>();
        for (ReportBinding r : all) {
            List<Annotation> notes = new ArrayList<>(annotations(in));
            notes.addAll(r.annotations(in));
            Naming naming = new Naming(
                    new Identification(
                            ReportSet.id(Wire.or(id, fallbackId), sets.size() + 1, all.size()),
                            Optional.empty(),
                            notes,
                            others),
                    TextBinding.model(null, name, names, "name", in),
                    LocalisedText.EMPTY);
            String report = Reading.required(r.id, "id of a report").strip();
            List<ReferenceValue> values = new ArrayList<>();
            TargetBinding target = Wire.or(r.target, new TargetBinding());
            Wire.each(target.referenceValues).forEach(v -> v.toModel(in).ifPresent(values::add));
            for (ReferenceValue v : values) {
                if (v.kind() == ReferenceValue.Kind.OBJECT && !ReportSet.readable(v.value())) {
                    in.guess("bad-reference", "the target '" + v.value() + "' cannot be read");
                }
            }
            sets.add(new MetadataSet(
                    maintenance(
                            naming, ReportSet.agency(provider, header.sender().id())),
                    flow,
                    new Coverage(
                            Optional.ofNullable(reportingBegin),
                            Optional.ofNullable(reportingEnd),
                            Optional.ofNullable(publicationYear),
                            Optional.ofNullable(publicationPeriod)),
                    ReportSet.about(values),
                    AttributesBinding.model(r.attributeSet, in),
                    Optional.of(new Report(report, Wire.or(target.id, ""), values, provider))));
            in.at("");
        }
        return sets;
    }

    private Maintenance maintenance(Naming naming, String agency) {
        return new Maintenance(
                naming,
                agency,
                Version.LEGACY_DEFAULT,
                Optional.empty(),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validTo),
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** What a link says the set follows; empty for any other link. */
    private static Optional<Urn> followed(Link link) {
        String rel = link.rel().toLowerCase(Locale.ROOT);
        boolean follows = rel.equals(METADATA_STRUCTURE)
                || rel.equals(ArtefactClass.METADATA_STRUCTURE.resource())
                || rel.equals(ArtefactClass.METADATAFLOW.resource())
                || rel.equals(ArtefactClass.METADATA_PROVISION_AGREEMENT.resource())
                || rel.equals(ArtefactClass.PROVISION_AGREEMENT.resource());
        try {
            return follows ? link.urn().map(Urn::parse) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an ordinary link then
        }
    }
}
