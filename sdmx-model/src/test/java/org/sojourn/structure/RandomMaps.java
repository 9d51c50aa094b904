package org.sojourn.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.DataType;
import org.sojourn.model.Identification;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.StructureSet;
import org.sojourn.model.TextFormat;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.RepresentationMap.Domain;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.ComponentMap;
import org.sojourn.model.StructureMap.DatePatternMap;
import org.sojourn.model.StructureMap.EpochMap;
import org.sojourn.model.StructureMap.EpochUnit;
import org.sojourn.model.StructureMap.FixedValueMap;
import org.sojourn.model.StructureMap.Frequency;
import org.sojourn.model.StructureMap.FrequencyFormat;
import org.sojourn.model.StructureMap.Pair;
import org.sojourn.model.StructureMap.ResolvePeriod;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** The maps among {@link RandomStructures}. */
final class RandomMaps {
    private final RandomStructures random;
    private int named;

    RandomMaps(RandomStructures random) {
        this.random = random;
    }

    StructureMap structureMap(String id) {
        ArtefactClass type = random.pick(ArtefactClass.DATA_STRUCTURE, ArtefactClass.DATAFLOW);
        return new StructureMap(
                random.maintenance(id),
                Optional.of(random.reference(type, "A")),
                Optional.of(random.reference(type, "B")),
                random.list(() -> new EpochMap(
                        perhapsNamed("EPOCH"),
                        List.of(new Pair("TIME", "TIME_PERIOD")),
                        Optional.of(frequency()),
                        resolve(),
                        "1970",
                        random.pick(EpochUnit.values()))),
                random.list(() -> new DatePatternMap(
                        perhapsNamed("PATTERN"),
                        List.of(new Pair("TIME", "TIME_PERIOD"), new Pair("UPDATED", "LAST_UPDATE")),
                        Optional.of(frequency()),
                        resolve(),
                        "yyyy.MM 'of' dd",
                        random.pick("en", "fr"))),
                random.list(() -> new FrequencyFormat(
                        perhapsNamed("FORMAT"), random.pick("A", "M"), random.pick("yyyy", "yyyy-MM"))),
                componentMaps(),
                random.list(() -> new FixedValueMap(
                        annotations(),
                        random.pick(FixedValueMap.Side.values()),
                        random.pick("UNIT", "FREQ"),
                        random.list(random::word))),
                random.any() && random.chance(),
                Optional.empty());
    }

    private List<ComponentMap> componentMaps() {
        List<ComponentMap> all = new ArrayList<>(random.list(() -> new ComponentMap(
                annotations(),
                random.chance() ? List.of("AREA") : List.of("AREA", "SEX"),
                random.chance() ? List.of("REF_AREA") : List.of("REF_AREA", "COUNTERPART"),
                random.maybe(() -> random.reference(ArtefactClass.REPRESENTATION_MAP, "RM")))));
        if (random.any() || !random.xml()) {
            all.add(ComponentMap.of("A.B", "C.D"));
        }
        return all;
    }

    RepresentationMap representationMap(String id) {
        return new RepresentationMap(
                random.maintenance(id),
                List.of(domain()),
                random.chance() ? List.of(domain()) : List.of(domain(), domain(), domain()),
                random.list(() -> new Mapping(
                        annotations(),
                        random.chance() ? List.of(source()) : List.of(source(), source()),
                        random.list(random::word),
                        random.maybe(() -> random.pick("2020-01-01", "2020-01-01+02:00")),
                        random.maybe(() -> random.any() ? "2030-12-31T12:00:00Z" : "2030-12-31"))));
    }

    ItemSchemeMap itemSchemeMap(String id) {
        ItemSchemeMap.Kind kind = random.pick(ItemSchemeMap.Kind.values());
        return new ItemSchemeMap(
                random.maintenance(id),
                kind,
                Optional.of(scheme(kind, "A")),
                Optional.of(scheme(kind, "B")),
                random.list(() -> new ItemSchemeMap.ItemMap(
                        annotations(),
                        source(),
                        random.maybe(random::word),
                        random.maybe(() -> "2020-01-01"),
                        random.maybe(() -> "2030-12-31+01:00"))));
    }

    /** The maps of one structure set of 2.1, or a structure map of nothing for an empty one. */
    List<MaintainableArtefact> structureSet(String id) {
        Maintenance set = random.maintenance(id);
        List<Urn> related = random.list(() -> random.reference(ArtefactClass.DATA_STRUCTURE, "DSD"));
        if (random.pick(0, 1, 2) == 0) {
            return List.of(new StructureMap(
                    set,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    related.isEmpty() ? Optional.empty() : Optional.of(new StructureSet(set.naming(), related))));
        }
        Optional<StructureSet> within = Optional.of(new StructureSet(set.naming(), related));
        Maintenance codes = set.with(random.naming(StructureSet.id(id, "CODES")));
        RepresentationMap codelistMap = new RepresentationMap(
                codes,
                List.of(new Domain.Listed(random.reference(ArtefactClass.CODELIST, "A"))),
                List.of(new Domain.Listed(random.reference(ArtefactClass.CODELIST, "B"))),
                List.of(Mapping.of("A", "B"), Mapping.of("C", "D")),
                within);
        // A map of the same id as its set has that id alone.
        Maintenance own = set.with(random.naming(StructureSet.id(id, random.pick(id, "MAP"))));
        String mapId = StructureSet.mapId(own.id());
        Naming valuesNaming = new Naming(
                Identification.of(StructureSet.id(id, mapId + "-SEX-GENDER")),
                own.naming().names(),
                own.naming().descriptions());
        RepresentationMap values = new RepresentationMap(
                set.with(valuesNaming),
                List.of(new Domain.Typed(DataType.STRING)),
                List.of(new Domain.Typed(DataType.STRING)),
                List.of(Mapping.of("1", "M"), Mapping.of("2", "F")),
                within);
        StructureMap map = new StructureMap(
                own,
                Optional.of(random.reference(ArtefactClass.DATA_STRUCTURE, "A")),
                Optional.of(random.reference(ArtefactClass.DATAFLOW, "B")),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        ComponentMap.of("TIME_PERIOD", "TIME_PERIOD"),
                        component("AREA", "REF_AREA", Optional.of(codelistMap.urn()), Optional.empty()),
                        component("SEX", "GENDER", Optional.of(values.urn()), Optional.empty()),
                        component(
                                "UNIT",
                                "TITLE",
                                Optional.empty(),
                                Optional.of(new StructureMap.ToText(
                                        TextFormat.of(DataType.STRING),
                                        random.pick(StructureMap.ToText.What.values()))))),
                List.of(),
                random.chance(),
                within);
        ItemSchemeMap.Kind kind = random.pick(ItemSchemeMap.Kind.values());
        ItemSchemeMap items = new ItemSchemeMap(
                set.with(random.naming(StructureSet.id(id, "ITEMS"))),
                kind,
                Optional.of(scheme(kind, "A")),
                Optional.of(scheme(kind, "B")),
                List.of(
                        ItemSchemeMap.ItemMap.of("A", "B"),
                        new ItemSchemeMap.ItemMap(
                                annotations(),
                                SourceValue.of("C"),
                                Optional.of("D"),
                                Optional.empty(),
                                Optional.empty())),
                within);
        return List.of(map, values, codelistMap, items);
    }

    private ComponentMap component(
            String source, String target, Optional<Urn> representation, Optional<StructureMap.ToText> text) {
        return new ComponentMap(
                annotations(),
                List.of(source),
                List.of(target),
                representation,
                text,
                Optional.of(new StructureMap.Kinds(
                        random.pick(ArtefactClass.DIMENSION, ArtefactClass.DATA_ATTRIBUTE), ArtefactClass.DIMENSION)));
    }

    private Urn scheme(ItemSchemeMap.Kind kind, String id) {
        return kind == ItemSchemeMap.Kind.ORGANISATION
                ? Urn.of(kind.scheme(), id, "DATA_PROVIDERS", "1.0")
                : random.reference(kind.scheme(), id);
    }

    private Domain domain() {
        return random.chance()
                ? new Domain.Listed(
                        random.reference(random.pick(ArtefactClass.CODELIST, ArtefactClass.VALUE_LIST), "LIST"))
                : new Domain.Typed(
                        random.any() ? random.pick(DataType.values()) : random.pick(DataType.STRING, DataType.COUNT));
    }

    private SourceValue source() {
        return new SourceValue(
                random.word(), random.chance(), random.maybe(() -> random.pick(0, 1, 2)), random.maybe(() -> 9));
    }

    private Frequency frequency() {
        return random.chance()
                ? new Frequency.OfDimension("FREQ", random.list(() -> random.pick("F_0", "F_1")))
                : new Frequency.Fixed("A");
    }

    private Optional<ResolvePeriod> resolve() {
        return random.maybe(() -> random.pick(ResolvePeriod.values()));
    }

    private Identification perhapsNamed(String id) {
        Identification i = random.identification(random.chance() ? id + "_" + named++ : "", true);
        boolean unsayable = i.id().isEmpty() && !random.any() && !random.xml();
        return unsayable ? new Identification("", Optional.empty(), i.annotations(), i.links()) : i;
    }

    private List<org.sojourn.model.Annotation> annotations() {
        return random.chance() ? List.of() : random.list(random::annotation);
    }
}
