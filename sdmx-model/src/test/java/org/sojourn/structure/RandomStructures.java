package org.sojourn.structure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.Annotation;
import org.sojourn.model.AttachmentConstraint;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.Contact;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.DataConsumerScheme;
import org.sojourn.model.DataProviderScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataStructure.Descriptor;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Facet;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.MetadataAttributeUsage;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Naming;
import org.sojourn.model.Organisation;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.Representation;
import org.sojourn.model.SetReference;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.structure.binding.Dialect;

/**
 * Seeded random messages: everything that one format can carry, or, made for no format, everything that the model can hold.
 */
public final class RandomStructures {
    private static final List<String> LANGUAGES = List.of("en", "fr", "es", "pt-BR", "zh-Hans");
    private static final List<String> WORDS =
            List.of("stock", "étranger", "<&>\"'", "移民", "two  blanks", " edges ", "x\ty", "\uD83D\uDE00", "R&D");

    private static final int TYPES = 19;

    private final SplittableRandom random;
    private final Optional<StructureFormat> format;
    private final RandomMaps randomMaps;
    private final RandomSchemes randomSchemes;

    /** @param format empty for everything that the model can hold */
    public RandomStructures(long seed, Optional<StructureFormat> format) {
        this.random = new SplittableRandom(seed);
        this.format = format;
        this.randomMaps = new RandomMaps(this);
        this.randomSchemes = new RandomSchemes(this);
    }

    boolean before30() {
        return format.filter(f -> f == StructureFormat.ML_2_1).isPresent() || json10();
    }

    private boolean json10() {
        return format.filter(f -> f == StructureFormat.JSON_1_0).isPresent();
    }

    boolean since30() {
        return format.isEmpty() || !before30();
    }

    boolean since31() {
        return format.isEmpty() || format.get() == StructureFormat.ML_3_1 || format.get() == StructureFormat.JSON_2_1;
    }

    boolean xml() {
        return format.isEmpty() || format.get().xml();
    }

    boolean json() {
        return format.isEmpty() || !format.get().xml();
    }

    boolean any() {
        return format.isEmpty();
    }

    public StructureMessage message() {
        List<MaintainableArtefact> all = new ArrayList<>();
        int n = 1 + random.nextInt(4);
        for (int i = 0; i < n; i++) {
            int type = random.nextInt(TYPES + RandomSchemes.TYPES);
            if (before30() && (type == 11 || type == 12 || type == 16)) {
                all.addAll(randomMaps.structureSet("SET_" + i));
                continue;
            }
            if (before30() && type == 17 && chance()) {
                all.addAll(mixedConstraint("CC_" + i));
                continue;
            }
            MaintainableArtefact artefact = type < TYPES ? artefact(type, i) : randomSchemes.artefact(type - TYPES, i);
            if (any() || Shelf.of(artefact).in(Dialect.of(format.get()))) {
                all.add(artefact);
            }
        }
        // Artefacts stand by type in a message, so that is the order in which they come back.
        return new StructureMessage(header(), Shelf.inOrder(all), footer());
    }

    private MaintainableArtefact artefact(int type, int number) {
        return switch (type) {
            case 0 -> codelist("CL_" + number);
            case 1 -> conceptScheme("CS_" + number);
            case 2 ->
                new Dataflow(
                        maintenance("DF_" + number),
                        maybe(() -> reference(ArtefactClass.DATA_STRUCTURE, "DSD")),
                        since31() ? list(() -> id("DIM")) : List.of());
            case 3 -> dataStructure("DSD_" + number);
            case 4 -> new AgencyScheme(fixedVersion("AGENCIES", number), chance(), organisations());
            case 5 -> new DataProviderScheme(fixedVersion("DATA_PROVIDERS", number), chance(), organisations());
            case 6 -> new DataConsumerScheme(fixedVersion("DATA_CONSUMERS", number), chance(), organisations());
            case 7 -> new CategoryScheme(maintenance("CAT_" + number), chance(), categories(3));
            case 8 -> categorisation("CN_" + number);
            case 9 ->
                new ProvisionAgreement(
                        maintenance("PA_" + number),
                        Optional.of(reference(
                                before30() && chance() ? ArtefactClass.METADATAFLOW : ArtefactClass.DATAFLOW, "DF")),
                        Optional.of(provider()));
            case 10 -> constraint("DC_" + number);
            case 11 -> randomMaps.structureMap("SM_" + number);
            case 12 -> randomMaps.representationMap("RM_" + number);
            case 13 -> metadataStructure("MSD_" + number);
            case 14 ->
                new Metadataflow(
                        maintenance("MDF_" + number),
                        maybe(() -> reference(ArtefactClass.METADATA_STRUCTURE, "MSD")),
                        since30() ? targets() : List.of());
            case 15 ->
                // 2.1 reads it back as a provision agreement.
                before30()
                        ? artefact(9, number)
                        : new MetadataProvisionAgreement(
                                maintenance("MPA_" + number),
                                Optional.of(reference(ArtefactClass.METADATAFLOW, "MDF")),
                                Optional.of(Urn.of(
                                                ArtefactClass.METADATA_PROVIDER_SCHEME,
                                                "MIG",
                                                "METADATA_PROVIDERS",
                                                "1.0")
                                        .item(ArtefactClass.METADATA_PROVIDER, "NSO")),
                                targets());
            case 16 -> randomMaps.itemSchemeMap("ISM_" + number);
            case 17 -> metadataConstraint("MC_" + number);
            case 18 ->
                new AttachmentConstraint(
                        maintenance("AC_" + number),
                        maybe(this::attachmentOfAttachmentConstraint),
                        list(() -> new DataKeySet(chance(), List.of(key(0), key(1)))),
                        list(this::metadataKeys));
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }

    private Attachment attachmentOfAttachmentConstraint() {
        return switch (random.nextInt(4)) {
            case 0 -> Attachment.to(reference(ArtefactClass.DATA_STRUCTURE, "A"));
            case 1 -> new Attachment(List.of(), List.of(), List.of(), List.of(set("DS_A"), set("DS_B")), List.of());
            case 2 -> new Attachment(List.of(), List.of(), List.of(), List.of(), List.of(set("MS_A"), set("MS_B")));
            default ->
                new Attachment(List.of(), List.of("https://example.org/a.xml", "https://example.org/b.xml"), List.of());
        };
    }

    private SetReference set(String id) {
        return new SetReference(provider(), id);
    }

    private MetadataConstraint.MetadataKeySet metadataKeys() {
        return new MetadataConstraint.MetadataKeySet(
                chance(),
                IntStream.range(0, 1 + random.nextInt(2))
                        .mapToObj(i -> new MetadataConstraint.MetadataKey(
                                "REPORT",
                                "TARGET_" + i,
                                List.of(targetValues("OBJECT", true), targetValues("PERIOD", true))))
                        .toList());
    }

    /** What an object of a metadata target of 2.1 may be: one thing, or several of a kind. */
    private ComponentValues targetValues(String object, boolean single) {
        int n = single ? 1 : 2;
        int kind = random.nextInt(single ? 4 : 5);
        List<DataConstraint.ObjectValue> objects = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            switch (kind) {
                case 0 -> objects.add(new DataConstraint.ObjectValue.DataSet(set("SET_" + i)));
                case 1 ->
                    objects.add(new DataConstraint.ObjectValue.Key(List.of(
                            ComponentValues.of("FREQ", List.of("A" + i)), ComponentValues.of("AREA", List.of("FR")))));
                case 2 ->
                    objects.add(new DataConstraint.ObjectValue.Artefact(
                            reference(ArtefactClass.CODELIST, "CL").item(ArtefactClass.CODE, "C" + i)));
                default -> {}
            }
        }
        return new ComponentValues(
                object,
                single || json10() || chance(),
                false,
                kind == 3 ? List.of(MemberValue.of("V")) : List.of(),
                kind == 4 ? Optional.of(timeRange(false)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                objects);
    }

    /** What 2.1 says of data and of metadata in one. */
    private List<MaintainableArtefact> mixedConstraint(String id) {
        DataConstraint data = constraint(id);
        MetadataConstraint metadata = metadataConstraint(id);
        return List.of(
                new DataConstraint(
                        data.maintenance(),
                        data.role(),
                        data.attachment(),
                        data.dataKeySets(),
                        List.of(region(true)),
                        data.referencePeriod(),
                        data.releaseCalendar()),
                new MetadataConstraint(
                        data.maintenance(),
                        data.role().orElseThrow(),
                        data.attachment(),
                        metadata.regions(),
                        data.releaseCalendar(),
                        List.of(metadataKeys()),
                        Optional.empty()));
    }

    private MetadataConstraint metadataConstraint(String id) {
        boolean calendar = !(format.isPresent() && since31());
        return new MetadataConstraint(
                maintenance(id),
                before30() || any() ? pick(Role.values()) : Role.ALLOWED,
                // Without it 2.1 could not tell that it is about metadata.
                Optional.of(metadataAttachment()),
                items(2, i -> {
                    boolean report = before30() || (any() && chance());
                    return new MetadataConstraint.TargetRegion(
                            i == 0 || (any() && chance()),
                            (any() || (!xml() && !json10())) && chance() ? List.of(annotation()) : List.of(),
                            list(() -> values("A.B", false, false)),
                            since30() ? maybe(() -> "2020") : Optional.empty(),
                            since30() ? maybe(() -> "2021") : Optional.empty(),
                            report
                                    ? Optional.of(new MetadataConstraint.ReportRegion(
                                            "REPORT", "TARGET", list(() -> targetValues(id("DIM"), false))))
                                    : Optional.empty());
                }),
                calendar ? maybe(() -> new DataConstraint.ReleaseCalendar("P1Y", "P3M", "P5D")) : Optional.empty(),
                before30() || any() ? list(this::metadataKeys) : List.of(),
                before30() || any() ? maybe(this::referencePeriod) : Optional.empty());
    }

    private Attachment metadataAttachment() {
        if ((before30() || any()) && chance()) {
            return new Attachment(List.of(), List.of(), List.of(), List.of(), List.of(set("MS")));
        }
        // With another attachment 2.1 could not tell that it is about metadata.
        if (before30() || any()) {
            return new Attachment(
                    List.of(reference(pick(ArtefactClass.METADATA_STRUCTURE, ArtefactClass.METADATAFLOW), "A")),
                    List.of(),
                    List.of());
        }
        return switch (random.nextInt(format.get() == StructureFormat.JSON_2_0 ? 4 : 3)) {
            case 0 ->
                Attachment.to(Urn.of(ArtefactClass.METADATA_PROVIDER_SCHEME, "MIG", "METADATA_PROVIDERS", "1.0")
                        .item(ArtefactClass.METADATA_PROVIDER, "NSO"));
            case 1 ->
                new Attachment(
                        List.of(
                                reference(ArtefactClass.METADATA_PROVISION_AGREEMENT, "A"),
                                reference(ArtefactClass.METADATA_PROVISION_AGREEMENT, "B")),
                        List.of(),
                        List.of());
            case 2 -> Attachment.to(reference(ArtefactClass.METADATAFLOW, "A"));
            default -> Attachment.to(reference(ArtefactClass.METADATA_SET, "A"));
        };
    }

    private List<UrnPattern> targets() {
        return list(() -> UrnPattern.parse(pick(
                "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=*:*(*)",
                "urn:sdmx:org.sdmx.infomodel.codelist.Code=MIG:CL_AREA(1.0+.0).*",
                "urn:sdmx:org.sdmx.infomodel.conceptscheme.ConceptScheme=MIG:*(1.0)")));
    }

    private MetadataStructure metadataStructure(String id) {
        List<MetadataAttribute> attributes = new ArrayList<>(items(4, i -> metadataAttribute("ATT_" + i, 2)));
        if (attributes.isEmpty()) {
            attributes.add(metadataAttribute("ATT_0", 1));
        }
        boolean before30 = before30() || (any() && chance());
        List<MetadataStructure.Target> targets = new ArrayList<>();
        List<MetadataStructure.Report> reports = new ArrayList<>();
        if (before30) {
            List<MetadataStructure.TargetKind> kinds = List.of(MetadataStructure.TargetKind.values());
            for (int i = 0; i < 2; i++) {
                targets.add(new MetadataStructure.Target(
                        identification("TARGET_" + i, false),
                        kinds.subList(random.nextInt(4), 5).stream()
                                .map(this::targetObject)
                                .toList()));
            }
            // Two attributes of one id in two reports: the second has another id among all.
            MetadataAttribute other = metadataAttribute("REPORT_1_ATT_0", 0);
            reports.add(new MetadataStructure.Report(
                    identification("REPORT_0", false),
                    List.of("TARGET_0"),
                    attributes.stream()
                            .map(a -> new MetadataStructure.Use(a.id(), a.id()))
                            .toList()));
            attributes.add(other);
            reports.add(new MetadataStructure.Report(
                    identification("REPORT_1", false),
                    List.of("TARGET_0", "TARGET_1"),
                    List.of(new MetadataStructure.Use("ATT_0", "REPORT_1_ATT_0"))));
        }
        return new MetadataStructure(
                maintenance(id),
                attributes,
                since30() && chance()
                        ? Optional.of(identification(MetadataStructure.DESCRIPTOR, true))
                                .filter(i -> !i.equals(Identification.of(MetadataStructure.DESCRIPTOR)))
                        : Optional.empty(),
                targets,
                reports);
    }

    private MetadataStructure.TargetObject targetObject(MetadataStructure.TargetKind kind) {
        boolean object = kind == MetadataStructure.TargetKind.OBJECT;
        return new MetadataStructure.TargetObject(
                kind,
                identification(object ? "FLOW" : kind.fixedId(), false),
                object ? Optional.of("Dataflow") : Optional.empty(),
                Optional.of(
                        switch (kind) {
                            case KEY -> Representation.of(DataType.KEY_VALUES);
                            case DATA_SET -> Representation.of(DataType.DATA_SET_REFERENCE);
                            case CONSTRAINT -> Representation.of(DataType.ATTACHMENT_CONSTRAINT_REFERENCE);
                            case REPORT_PERIOD -> Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD);
                            case OBJECT ->
                                chance()
                                        ? Representation.of(DataType.IDENTIFIABLE_REFERENCE)
                                        : Representation.coded(reference(ArtefactClass.CATEGORY_SCHEME, "CS"));
                        }));
    }

    private MetadataAttribute metadataAttribute(String id, int depth) {
        return new MetadataAttribute(
                identification(id, true),
                concept(id),
                maybe(() -> chance()
                        ? Representation.coded(reference(ArtefactClass.CODELIST, "CL"))
                        : Representation.of(pick(DataType.STRING, DataType.XHTML, DataType.INTEGER))),
                maybe(() -> random.nextInt(3)),
                maybe(() -> chance() ? Representation.UNBOUNDED : 1 + random.nextInt(4)),
                chance(),
                depth == 0 ? List.of() : items(2, i -> metadataAttribute(id + "_" + i, depth - 1)));
    }

    /** A type whose version every format fixes, some without saying it. */
    Maintenance fixedVersion(String id, int number) {
        Maintenance m = maintenance(id);
        boolean notFinal = before30() && m.finalFlag().isPresent();
        return new Maintenance(
                m.naming(),
                m.agency() + "." + (char) ('A' + number),
                any() && chance() ? m.version() : Version.parse("1.0"),
                // 2.1 fixes these as not final.
                notFinal ? Optional.of(false) : m.finalFlag(),
                m.validFrom(),
                m.validTo(),
                m.externalReference(),
                m.serviceUrl(),
                m.structureUrl(),
                m.partialLanguage());
    }

    List<Organisation> organisations() {
        return items(3, i -> new Organisation(naming("ORG_" + i), list(() -> contact(true))));
    }

    private List<Category> categories(int depth) {
        return items(3, i -> new Category(naming("CAT-" + i), depth == 0 ? List.of() : categories(depth - 1)));
    }

    private Categorisation categorisation(String id) {
        boolean stub = chance();
        return new Categorisation(
                fixedVersion(id, 0),
                stub ? Optional.empty() : Optional.of(reference(ArtefactClass.DATAFLOW, "DF")),
                stub
                        ? Optional.empty()
                        : Optional.of(
                                reference(ArtefactClass.CATEGORY_SCHEME, "CAT").item(ArtefactClass.CATEGORY, "A.B.C")));
    }

    private Urn provider() {
        return Urn.of(ArtefactClass.DATA_PROVIDER_SCHEME, "MIG", "DATA_PROVIDERS", "1.0")
                .item(ArtefactClass.DATA_PROVIDER, "NSO");
    }

    private DataConstraint.ReferencePeriod referencePeriod() {
        return new DataConstraint.ReferencePeriod("2000-01-01T00:00:00", "2020-12-31T00:00:00");
    }

    private DataConstraint constraint(String id) {
        Optional<Role> role = before30()
                        || format.equals(Optional.of(StructureFormat.ML_3_0))
                        || format.equals(Optional.of(StructureFormat.JSON_2_0))
                ? Optional.of(pick(Role.values()))
                : any() ? maybe(() -> pick(Role.values())) : Optional.of(Role.ALLOWED);
        List<CubeRegion> regions = new ArrayList<>();
        if (chance()) {
            regions.add(region(true));
        }
        if (chance()) {
            regions.add(region(false));
        }
        if (any() && chance()) {
            regions.add(region(true));
        }
        boolean since31Only = format.isPresent() && since31();
        return new DataConstraint(
                maintenance(id),
                role,
                maybe(this::attachment),
                list(() -> new DataKeySet(chance(), items(3, i -> key(i)))).stream()
                        .filter(s -> !s.keys().isEmpty())
                        .toList(),
                regions,
                before30() || any() ? maybe(this::referencePeriod) : Optional.empty(),
                since31Only ? Optional.empty() : maybe(() -> new DataConstraint.ReleaseCalendar("P1Y", "P3M", "P5D")));
    }

    private Attachment attachment() {
        List<DataConstraint.QueryableDataSource> sources = format.isPresent() && since31()
                ? List.of()
                : list(() -> new DataConstraint.QueryableDataSource(
                        "https://example.org/sdmx",
                        maybe(() -> "https://example.org/wsdl"),
                        Optional.empty(),
                        chance(),
                        chance()));
        return switch (random.nextInt(format.isPresent() && since31() ? 3 : since30() && !any() ? 4 : 5)) {
            case 4 -> new Attachment(List.of(), List.of(), List.of(), List.of(set("DS")), List.of());
            case 0 -> Attachment.to(provider());
            case 1 ->
                new Attachment(
                        List.of(reference(ArtefactClass.DATAFLOW, "A"), reference(ArtefactClass.DATAFLOW, "B")),
                        List.of(),
                        sources);
            case 2 -> new Attachment(List.of(reference(ArtefactClass.DATA_STRUCTURE, "A")), List.of(), sources);
            default -> new Attachment(List.of(), List.of("https://example.org/data.xml"), List.of());
        };
    }

    private DataKey key(int number) {
        boolean more = since30();
        boolean several = since31();
        return new DataKey(
                true,
                more && chance() ? List.of(annotation()) : List.of(),
                List.of(
                        ComponentValues.of("FREQ", List.of("A" + number)),
                        ComponentValues.of("AREA", several && chance() ? List.of("FR", "DE") : List.of("FR"))),
                more ? list(() -> values("ATT", false, true)) : List.of(),
                more ? maybe(() -> "2020") : Optional.empty(),
                more ? maybe(() -> "2030") : Optional.empty());
    }

    private CubeRegion region(boolean included) {
        return new CubeRegion(
                included,
                since30() && chance() ? List.of(annotation()) : List.of(),
                list(() -> values(id("DIM"), true, false)),
                list(() -> values(id("ATT"), false, false)));
    }

    /** Values of a dimension of a region, or of another component of a region or key. */
    private ComponentValues values(String component, boolean dimension, boolean inKey) {
        boolean more = since30();
        boolean range = chance();
        List<MemberValue> members = range
                ? List.of()
                : items(
                        3,
                        i -> new MemberValue(
                                "V" + i,
                                more ? pick(CascadeValues.values()) : pick(CascadeValues.TRUE, CascadeValues.FALSE),
                                more && !dimension ? maybe(() -> "fr") : Optional.empty(),
                                more && !inKey ? maybe(() -> "2008") : Optional.empty(),
                                Optional.empty()));
        if (!range && dimension && members.isEmpty()) {
            members = List.of(MemberValue.of("%"));
        }
        return new ComponentValues(
                component,
                json10() || chance(),
                more && chance(),
                members,
                range ? Optional.of(timeRange(more)) : Optional.empty(),
                more && dimension ? maybe(() -> "2001") : Optional.empty(),
                more && dimension ? maybe(() -> "2002") : Optional.empty());
    }

    private TimeRange timeRange(boolean more) {
        Optional<TimeRange.Bound> start = Optional.of(new TimeRange.Bound("2020-Q1", chance()));
        Optional<TimeRange.Bound> end = Optional.of(new TimeRange.Bound("2022-12", chance()));
        int shape = random.nextInt(3);
        return new TimeRange(
                shape == 0 ? Optional.empty() : start,
                shape == 1 ? Optional.empty() : end,
                more ? maybe(() -> "2023") : Optional.empty(),
                Optional.empty());
    }

    Codelist codelist(String id) {
        List<Code> codes = items(
                8,
                i -> new Code(
                        naming(i % 2 == 0 ? "C" + i : "_" + i + "$@-"),
                        i > 0 && chance() ? Optional.of("C0") : Optional.empty()));
        List<Codelist.Extension> extensions = since30()
                ? list(() -> {
                    List<Codelist.Extension.Member> members = new ArrayList<>(
                            list(() -> new Codelist.Extension.Member(id("M"), pick(CascadeValues.values()))));
                    if (chance()) {
                        members.add(new Codelist.Extension.Member("A%", CascadeValues.FALSE));
                    }
                    return new Codelist.Extension(
                            reference(ArtefactClass.CODELIST, "CL"),
                            chance() ? "P_" : "",
                            members.isEmpty() || chance(),
                            members);
                })
                : List.of();
        return new Codelist(maintenance(id), chance(), codes, extensions);
    }

    private ConceptScheme conceptScheme(String id) {
        return new ConceptScheme(
                maintenance(id),
                chance(),
                items(
                        5,
                        i -> new Concept(
                                naming("CONCEPT_" + i),
                                i > 0 && chance() ? Optional.of("CONCEPT_0") : Optional.empty(),
                                maybe(() -> representation(true)),
                                json10()
                                        ? Optional.empty()
                                        : maybe(() -> new Concept.IsoConceptReference(word(), word(), word())))));
    }

    private DataStructure dataStructure(String id) {
        List<Dimension> dimensions = new ArrayList<>();
        int n = 1 + random.nextInt(4);
        for (int i = 0; i < n; i++) {
            dimensions.add(new Dimension(
                    identification("DIM_" + i, true),
                    concept("DIM_" + i),
                    maybe(() -> simpleRepresentation()),
                    list(() -> concept("ROLE")),
                    Dimension.Kind.PLAIN));
        }
        if (before30() || any()) {
            dimensions.add(
                    random.nextInt(dimensions.size() + 1),
                    new Dimension(
                            identification("INDICATOR", true),
                            concept("INDICATOR"),
                            Optional.of(Representation.coded(reference(
                                    any() && chance() ? ArtefactClass.CODELIST : ArtefactClass.CONCEPT_SCHEME, "CS"))),
                            List.of(),
                            Dimension.Kind.MEASURE));
        }
        if (chance()) {
            dimensions.add(new Dimension(
                    identification(Dimension.TIME_PERIOD, true),
                    concept(Dimension.TIME_PERIOD),
                    Optional.of(Representation.of(pick(
                            DataType.OBSERVATIONAL_TIME_PERIOD, DataType.GREGORIAN_YEAR, DataType.REPORTING_QUARTER))),
                    any() ? list(() -> concept("ROLE")) : List.of(),
                    Dimension.Kind.TIME));
        }
        List<Group> groups =
                items(2, i -> new Group(identification("GROUP_" + i, json()), List.of("DIM_0"), Optional.empty()));
        List<Attribute> attributes = items(4, i -> attribute("ATT_" + i));
        if (chance()) {
            attributes = new ArrayList<>(attributes);
            attributes.add(startDay());
        }
        List<MetadataAttributeUsage> usages = since30()
                ? list(() -> new MetadataAttributeUsage(
                        list(this::annotation),
                        list(this::link).stream().limit(1).toList(),
                        "CONTACT.NAME".substring(0, chance() ? 7 : 12).replace('.', '_'),
                        relationship()))
                : List.of();
        List<Measure> measures = before30()
                ? List.of(new Measure(
                        identification(Measure.OBS_VALUE, true),
                        concept("OBS_VALUE"),
                        maybe(() -> simpleRepresentation()),
                        List.of(),
                        Usage.OPTIONAL))
                : items(
                        3,
                        i -> new Measure(
                                identification("MEASURE_" + i, true),
                                concept("MEASURE_" + i),
                                maybe(() -> representation(true)),
                                list(() -> concept("ROLE")),
                                pick(Usage.values())));
        Map<Descriptor, Identification> descriptors = new EnumMap<>(Descriptor.class);
        describe(descriptors, Descriptor.DIMENSIONS, true);
        describe(descriptors, Descriptor.ATTRIBUTES, !attributes.isEmpty() || !usages.isEmpty());
        describe(descriptors, Descriptor.MEASURES, !measures.isEmpty());
        return new DataStructure(
                maintenance(id),
                dimensions,
                groups,
                attributes,
                usages,
                measures,
                since30() ? maybe(() -> reference(ArtefactClass.METADATA_STRUCTURE, "MSD")) : Optional.empty(),
                since31() && chance(),
                descriptors);
    }

    private void describe(Map<Descriptor, Identification> descriptors, Descriptor which, boolean there) {
        Identification i = identification(which.fixedId(), true);
        if (there && !i.equals(Identification.of(which.fixedId()))) {
            descriptors.put(which, i);
        }
    }

    private Attribute attribute(String id) {
        return new Attribute(
                identification(id, true),
                concept(id),
                maybe(() -> before30() ? simpleRepresentation() : representation(true)),
                list(() -> concept("ROLE")),
                pick(Usage.values()),
                relationship(),
                since30() && chance() ? List.of("MEASURE_0") : List.of());
    }

    private Attribute startDay() {
        return new Attribute(
                identification(Attribute.REPORTING_YEAR_START_DAY, true),
                concept(Attribute.REPORTING_YEAR_START_DAY),
                any() && chance() ? Optional.empty() : Optional.of(Representation.of(DataType.MONTH_DAY)),
                List.of(),
                pick(Usage.values()),
                relationship(),
                List.of());
    }

    private AttributeRelationship relationship() {
        return switch (random.nextInt(4)) {
            case 0 -> new AttributeRelationship.Dataset();
            case 1 ->
                new AttributeRelationship.Dimensions(
                        List.of("DIM_0", "DIM_1"),
                        before30() || any() ? list(() -> "GROUP_1") : List.of(),
                        since30() && chance() ? Set.of("DIM_1") : Set.of());
            case 2 -> new AttributeRelationship.Group("GROUP_1");
            default -> new AttributeRelationship.Observation();
        };
    }

    private Representation simpleRepresentation() {
        Representation r = representation(false);
        return new Representation(r.enumeration(), r.format(), Optional.empty(), Optional.empty());
    }

    /** {@code full}: as concepts, attributes and measures may have it since 3.0. */
    private Representation representation(boolean full) {
        boolean occurs = full && since30();
        Optional<Integer> min = occurs && chance() ? Optional.of(random.nextInt(3)) : Optional.empty();
        Optional<Integer> max =
                occurs && chance() ? Optional.of(pick(1, 5, Representation.UNBOUNDED)) : Optional.empty();
        if (chance()) {
            boolean values = occurs && chance();
            return new Representation(
                    Optional.of(reference(values ? ArtefactClass.VALUE_LIST : ArtefactClass.CODELIST, "CL")),
                    maybe(() -> codedFormat()),
                    min,
                    max);
        }
        return new Representation(Optional.empty(), Optional.of(textFormat(full)), min, max);
    }

    private TextFormat codedFormat() {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        facets.put(Facet.MAX_LENGTH, "3");
        if (chance()) {
            facets.put(Facet.PATTERN, "[A-Z]+");
        }
        return new TextFormat(Optional.of(pick(DataType.ALPHA, DataType.STRING)), facets, List.of());
    }

    TextFormat textFormat(boolean full) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        Map<Facet, String> samples = new LinkedHashMap<>();
        samples.put(Facet.IS_SEQUENCE, "true");
        samples.put(Facet.INTERVAL, full || !json() ? "0.50" : "5");
        samples.put(Facet.START_VALUE, "-1.5");
        samples.put(Facet.END_VALUE, "100");
        samples.put(Facet.TIME_INTERVAL, "P1Y");
        samples.put(Facet.START_TIME, "2000-01-01");
        samples.put(Facet.END_TIME, "2030");
        samples.put(Facet.MIN_LENGTH, "1");
        samples.put(Facet.MAX_LENGTH, "1050");
        samples.put(Facet.MIN_VALUE, "0");
        samples.put(Facet.MAX_VALUE, "9999999999999999999999.25");
        samples.put(Facet.DECIMALS, "2");
        samples.put(Facet.PATTERN, "\\d{1,3}");
        samples.forEach((facet, value) -> {
            if (random.nextInt(4) == 0) {
                facets.put(facet, value);
            }
        });
        boolean multilingual = full && chance();
        if (multilingual) {
            facets.put(Facet.IS_MULTILINGUAL, String.valueOf(chance()));
        }
        List<TextFormat.SentinelValue> sentinels = since30()
                ? list(() -> new TextFormat.SentinelValue("-" + random.nextInt(9), text(1), text(0)))
                : List.of();
        DataType type =
                full ? pick(DataType.STRING, DataType.XHTML, DataType.DECIMAL) : pick(DataType.STRING, DataType.DOUBLE);
        return new TextFormat(chance() ? Optional.of(type) : Optional.empty(), facets, sentinels);
    }

    private MessageHeader header() {
        return new MessageHeader(
                "MSG_" + random.nextInt(1000),
                chance(),
                "2026-01-31T12:00:00Z",
                party(),
                list(this::party),
                text(0),
                xml() && chance() ? Optional.of("+01:00") : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                xml() ? text(0) : LocalisedText.EMPTY);
    }

    private MessageHeader.Party party() {
        return new MessageHeader.Party(id("PARTY"), text(0), list(() -> contact(json())));
    }

    Contact contact(boolean named) {
        List<Contact.Channel> channels = new ArrayList<>();
        for (Contact.Medium m : Contact.Medium.values()) {
            if (chance()) {
                channels.add(new Contact.Channel(
                        m,
                        switch (m) {
                            case URI -> "https://example.org/a?b=c&d";
                            case EMAIL -> "nso" + random.nextInt(9) + "@example.org";
                            default -> word().strip();
                        }));
            }
        }
        return new Contact(
                named && !json10() ? maybe(() -> id("CONTACT")) : Optional.empty(),
                text(0),
                text(0),
                text(0),
                channels);
    }

    private List<FooterMessage> footer() {
        return list(() -> new FooterMessage(
                String.valueOf(100 + random.nextInt(400)),
                xml() ? maybe(() -> pick(FooterMessage.Severity.values())) : Optional.empty(),
                text(1)));
    }

    Maintenance maintenance(String id) {
        return new Maintenance(
                naming(id),
                pick("MIG", "ABC.DEF"),
                version(),
                // Since 3.0 there is no isFinal, and not being final is what holds without it.
                before30() ? maybe(this::chance) : any() && chance() ? Optional.of(true) : Optional.empty(),
                maybe(() -> "2020-01-01T00:00:00Z"),
                maybe(() -> "2030-12-31T23:59:59Z"),
                chance(),
                maybe(() -> "https://example.org/service"),
                maybe(() -> "https://example.org/structure"),
                since31() && chance());
    }

    private Version version() {
        if (any()) {
            return Version.parse(pick("1.0", "2", "", "1.2.3", "1.2.3-draft", "3.0.0-rc.1", "1.2.3.4"));
        }
        return Version.parse(
                before30() ? pick("1.0", "2", "1.2.3", "1.2.3.4") : pick("1.0", "2", "", "1.2.3", "1.2.3-draft"));
    }

    Urn reference(ArtefactClass type, String id) {
        return Urn.of(type, pick("MIG", "SDMX"), id, since30() ? pick("1.0", "2.0.0", "2.1+.0") : pick("1.0", "2.0.0"));
    }

    private Urn concept(String id) {
        return reference(ArtefactClass.CONCEPT_SCHEME, "CS").item(ArtefactClass.CONCEPT, id);
    }

    Naming naming(String id) {
        return new Naming(identification(id, true), text(1), text(0));
    }

    Identification identification(String id, boolean links) {
        boolean room = links && (since30() || json10());
        return new Identification(
                id,
                maybe(() -> "https://example.org/" + random.nextInt(99)),
                random.nextInt(4) == 0 ? list(this::annotation) : List.of(),
                room && random.nextInt(4) == 0 ? list(this::link) : List.of());
    }

    private Link link() {
        boolean more = json();
        return new Link(
                pick("related", "self"),
                Optional.of("https://example.org/link?a=1&b=2"),
                maybe(() -> "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=MIG:CL(1.0)"),
                more ? maybe(() -> "https://example.org/uri") : Optional.empty(),
                maybe(() -> "text/html"),
                more ? maybe(() -> "fr") : Optional.empty(),
                more ? text(0) : LocalisedText.EMPTY);
    }

    Annotation annotation() {
        List<Annotation.Url> urls = list(() -> new Annotation.Url(
                "https://example.org/note", since30() && chance() ? Optional.of("fr") : Optional.empty()));
        return new Annotation(
                maybe(() -> "note " + random.nextInt(9)),
                maybe(this::word),
                maybe(this::word),
                before30() ? urls.stream().limit(1).toList() : urls,
                text(0),
                since30() ? maybe(this::word) : Optional.empty());
    }

    LocalisedText text(int atLeast) {
        Map<String, String> texts = new LinkedHashMap<>();
        int n = atLeast + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            texts.put(LANGUAGES.get(i), word());
        }
        return new LocalisedText(texts);
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    String id(String prefix) {
        return prefix + "_" + random.nextInt(3);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    <T> Optional<T> maybe(Supplier<T> what) {
        return chance() ? Optional.of(what.get()) : Optional.empty();
    }

    <T> List<T> list(Supplier<T> each) {
        int n = random.nextInt(3);
        return IntStream.range(0, n).mapToObj(i -> each.get()).distinct().toList();
    }

    <T> List<T> items(int atMost, java.util.function.IntFunction<T> each) {
        return IntStream.range(0, random.nextInt(atMost + 1)).mapToObj(each).toList();
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
