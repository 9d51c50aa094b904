package org.sojourn.structure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Codelist.Geography;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyAssociation;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataProviderScheme;
import org.sojourn.model.Organisation;
import org.sojourn.model.OrganisationUnitScheme;
import org.sojourn.model.Process;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ValueList;
import org.sojourn.model.CustomType;
import org.sojourn.model.CustomTypeScheme;
import org.sojourn.model.NamePersonalisation;
import org.sojourn.model.NamePersonalisationScheme;
import org.sojourn.model.Ruleset;
import org.sojourn.model.RulesetScheme;
import org.sojourn.model.Transformation;
import org.sojourn.model.TransformationScheme;
import org.sojourn.model.UserDefinedOperator;
import org.sojourn.model.UserDefinedOperatorScheme;
import org.sojourn.model.VtlMapping;
import org.sojourn.model.VtlMappingScheme;
import org.sojourn.model.ref.ArtefactClass;

/** Random artefacts of the types around schemes of items: hierarchies, taxonomies and the like. */
final class RandomSchemes {
    static final int TYPES = 14;

    private final RandomStructures random;

    RandomSchemes(RandomStructures random) {
        this.random = random;
    }

    MaintainableArtefact artefact(int type, int number) {
        return switch (type) {
            case 0 ->
                new ReportingTaxonomy(random.maintenance("RT_" + number), random.chance(), reportingCategories(2));
            case 1 -> hierarchy("HCL_" + number);
            case 2 ->
                new HierarchyAssociation(
                        random.maintenance("HA_" + number),
                        Optional.of(random.reference(ArtefactClass.HIERARCHY, "HCL")),
                        Optional.of(random.reference(ArtefactClass.DATA_STRUCTURE, "DSD")
                                .item(ArtefactClass.DIMENSION, "AREA")),
                        random.maybe(() -> random.reference(ArtefactClass.DATAFLOW, "DF")));
            case 3 ->
                new OrganisationUnitScheme(
                        random.before30() ? random.maintenance("OU_" + number) : random.fixedVersion("OU", number),
                        random.chance(),
                        random.items(
                                3,
                                i -> new Organisation(
                                        random.naming("UNIT_" + i),
                                        i > 0 && random.chance() ? Optional.of("UNIT_0") : Optional.empty(),
                                        random.list(() -> random.contact(true)))));
            case 4 ->
                new MetadataProviderScheme(
                        random.fixedVersion("METADATA_PROVIDERS", number), random.chance(), random.organisations());
            case 5 ->
                new ValueList(
                        random.maintenance("VL_" + number),
                        random.items(
                                4,
                                i -> new ValueList.ValueItem(
                                        i + " €/$ ", random.list(random::annotation), random.text(0), random.text(0))));
            case 6 -> places("GEO_" + number);
            case 7 -> new Process(random.maintenance("PROCESS_" + number), steps(2));
            case 8 ->
                new TransformationScheme(
                        random.maintenance("TS_" + number),
                        random.chance(),
                        vtlVersion(),
                        random.items(
                                3,
                                i -> new Transformation(
                                        random.naming("T" + i), random.word(), "R" + i, random.chance())),
                        random.maybe(() -> random.reference(ArtefactClass.VTL_MAPPING_SCHEME, "VMS")),
                        random.maybe(() -> random.reference(ArtefactClass.NAME_PERSONALISATION_SCHEME, "NPS")),
                        random.maybe(() -> random.reference(ArtefactClass.CUSTOM_TYPE_SCHEME, "CTS")),
                        random.list(() -> random.reference(ArtefactClass.RULESET_SCHEME, "RS")),
                        random.list(() -> random.reference(ArtefactClass.USER_DEFINED_OPERATOR_SCHEME, "UDO")));
            case 9 ->
                new RulesetScheme(
                        random.maintenance("RS_" + number),
                        random.chance(),
                        vtlVersion(),
                        random.items(
                                3, i -> new Ruleset(random.naming("R" + i), random.word(), "datapoint", "variable")),
                        random.maybe(() -> random.reference(ArtefactClass.VTL_MAPPING_SCHEME, "VMS")));
            case 10 ->
                new UserDefinedOperatorScheme(
                        random.maintenance("UDO_" + number),
                        random.chance(),
                        vtlVersion(),
                        random.items(3, i -> new UserDefinedOperator(random.naming("O" + i), random.word())),
                        random.maybe(() -> random.reference(ArtefactClass.VTL_MAPPING_SCHEME, "VMS")),
                        random.list(() -> random.reference(ArtefactClass.RULESET_SCHEME, "RS")));
            case 11 ->
                new CustomTypeScheme(
                        random.maintenance("CTS_" + number),
                        random.chance(),
                        vtlVersion(),
                        random.items(
                                3,
                                i -> new CustomType(
                                        random.naming("CT" + i),
                                        "string",
                                        random.pick("String", "my type"),
                                        random.maybe(random::word),
                                        random.maybe(random::word),
                                        random.maybe(random::word))));
            case 12 ->
                new NamePersonalisationScheme(
                        random.maintenance("NPS_" + number),
                        random.chance(),
                        vtlVersion(),
                        random.items(
                                3,
                                i -> new NamePersonalisation(
                                        random.naming("NP" + i), "variable", random.word(), random.word())));
            case 13 ->
                new VtlMappingScheme(
                        random.maintenance("VMS_" + number),
                        random.chance(),
                        random.items(4, i -> new VtlMapping(random.naming("M" + i), "alias " + i, target())));
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }

    private Optional<String> vtlVersion() {
        return random.xml() && !random.any() ? Optional.of("2.1") : random.maybe(() -> "2.0");
    }

    private VtlMapping.Target target() {
        return switch (random.pick(0, 1, 2, random.before30() || random.any() ? 3 : 0)) {
            case 1 -> new VtlMapping.Target.Named(random.reference(ArtefactClass.CODELIST, "CL"));
            case 2 ->
                new VtlMapping.Target.Named(
                        random.reference(ArtefactClass.CONCEPT_SCHEME, "CS").item(ArtefactClass.CONCEPT, "C"));
            case 3 -> new VtlMapping.Target.Named(random.reference(ArtefactClass.CONCEPT_SCHEME, "CS"));
            default ->
                new VtlMapping.Target.Flow(
                        random.maybe(() -> random.reference(ArtefactClass.DATAFLOW, "DF")),
                        random.maybe(() -> method("Pivot")),
                        random.maybe(() -> method("my own")));
        };
    }

    private VtlMapping.Method method(String name) {
        return new VtlMapping.Method(random.maybe(() -> name), random.list(() -> random.id("DIM")));
    }

    /** Where there are none, a plain list. */
    private Codelist places(String id) {
        Codelist list = random.codelist(id);
        if (random.before30()) {
            return list;
        }
        return new Codelist(
                list.maintenance(),
                list.partial(),
                list.items().stream()
                        .map(c -> new Code(c.naming(), c.parent(), Optional.of(random.word())))
                        .toList(),
                list.extensions(),
                Optional.of(random.chance() ? new Geography.Features() : new Geography.Grid("[A-Z]+\\d ")));
    }

    private List<Process.Step> steps(int depth) {
        return random.items(
                3,
                i -> new Process.Step(
                        random.naming("STEP_" + i),
                        random.list(this::argument),
                        random.list(this::argument),
                        random.maybe(() -> new Process.Computation(
                                random.maybe(() -> random.id("LOCAL")),
                                random.maybe(random::word),
                                random.maybe(random::word),
                                random.maybe(random::word),
                                random.list(random::annotation),
                                random.text(1))),
                        random.list(() -> new Process.Transition(
                                random.chance() && !random.any()
                                        ? Identification.of("")
                                        : random.identification(random.id("T"), true),
                                random.maybe(() -> random.id("LOCAL")),
                                "STEP_0.STEP_1",
                                random.text(1))),
                        depth == 0 ? List.of() : steps(depth - 1)));
    }

    private Process.Argument argument() {
        return new Process.Argument(
                random.maybe(() -> random.id("LOCAL")),
                random.list(random::annotation),
                random.chance()
                        ? random.reference(ArtefactClass.DATAFLOW, "DF")
                        : random.reference(ArtefactClass.CODELIST, "CL").item(ArtefactClass.CODE, "A"));
    }

    private List<ReportingCategory> reportingCategories(int depth) {
        return random.items(3, i -> {
            boolean structures = random.chance();
            return new ReportingCategory(
                    random.naming("RC-" + i),
                    depth == 0 ? List.of() : reportingCategories(depth - 1),
                    structures
                            ? random.list(() -> random.reference(ArtefactClass.DATA_STRUCTURE, random.id("DSD")))
                            : List.of(),
                    structures
                            ? List.of()
                            : random.list(() -> random.reference(ArtefactClass.DATAFLOW, random.id("DF"))));
        });
    }

    private Hierarchy hierarchy(String id) {
        List<Hierarchy.HierarchicalCode> codes = new ArrayList<>(hierarchicalCodes("C", 2));
        boolean empty = codes.isEmpty();
        if (empty && (random.any() || (random.before30() ? random.chance() : random.xml()))) {
            codes.add(hierarchicalCode("ROOT", List.of()));
            empty = false;
        }
        boolean bare = empty && random.before30();
        Maintenance m =
                random.maintenance(bare || random.chance() || !(random.before30() || random.any()) ? id : id + "$H");
        return new Hierarchy(
                m,
                !bare && random.chance(),
                bare ? Optional.empty() : random.maybe(() -> level(2)),
                codes,
                random.before30() || random.any()
                        ? random.maybe(() -> new Hierarchy.HierarchicalCodelist(
                                bare ? m.naming() : random.naming(id),
                                List.of(new Hierarchy.IncludedCodelist(
                                        random.reference(ArtefactClass.CODELIST, "CL"), Optional.of("ALIAS")))))
                        : Optional.empty());
    }

    private Hierarchy.Level level(int number) {
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        facets.put(Facet.MAX_LENGTH, "3");
        facets.put(Facet.INTERVAL, "-2");
        facets.put(Facet.START_VALUE, "1");
        return new Hierarchy.Level(
                random.naming("LEVEL_" + number),
                random.maybe(() -> new TextFormat(random.maybe(() -> DataType.NUMERIC), facets, List.of())),
                number == 0 ? Optional.empty() : random.maybe(() -> level(number - 1)));
    }

    private List<Hierarchy.HierarchicalCode> hierarchicalCodes(String above, int depth) {
        return random.items(3, i -> {
            String id = above + i;
            return hierarchicalCode(id, depth == 0 ? List.of() : hierarchicalCodes(id, depth - 1));
        });
    }

    private Hierarchy.HierarchicalCode hierarchicalCode(String id, List<Hierarchy.HierarchicalCode> children) {
        return new Hierarchy.HierarchicalCode(
                random.identification(id, true),
                random.reference(ArtefactClass.CODELIST, "CL").item(ArtefactClass.CODE, "_" + id),
                random.maybe(() -> "2020-01-01T00:00:00Z"),
                random.maybe(() -> "2030-12-31T23:59:59Z"),
                random.maybe(() -> "LEVEL_1"),
                random.before30() || random.any() ? random.maybe(() -> "1.0") : Optional.empty(),
                children);
    }
}
