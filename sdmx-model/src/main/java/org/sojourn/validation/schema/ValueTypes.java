package org.sojourn.validation.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Attribute;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.Urn;

/** The simple types of a schema: one for each list of allowed codes and for each component with facets. */
final class ValueTypes {

    private static final String STRING = "xs:string";

    private record CodeSet(Urn list, List<String> codes) {}

    private final SchemaSubject subject;
    private final DataStructureView structure;
    private final SchemaVersion version;
    private final SimpleTypes simple;
    private final Map<CodeSet, String> lists = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();

    /** @param reserved names of types that are given by the standard */
    ValueTypes(SchemaSubject subject, SchemaVersion version, Set<String> reserved) {
        this.subject = subject;
        this.structure = subject.structure();
        this.version = version;
        this.simple = new SimpleTypes(reserved);
    }

    /** The type of the values of a component, defined if need be. */
    String of(Component component) {
        String known = types.get(component.id());
        if (known == null) {
            known = make(component);
            types.put(component.id(), known);
        }
        return known;
    }

    private String make(Component component) {
        boolean dimension = component instanceof Dimension;
        if (component instanceof Dimension d && d.kind() == Dimension.Kind.TIME) {
            return time(component);
        }
        if (component.id().equals(Attribute.REPORTING_YEAR_START_DAY)) {
            return "xs:gMonthDay";
        }
        if (subject.deletion() && !dimension) {
            return STRING; // the value itself does not matter, it only names what is deleted
        }
        if (component instanceof Dimension d && d.kind() == Dimension.Kind.MEASURE && subject.explicitMeasures()) {
            return simple.enumeration(
                    component.id(), List.copyOf(subject.measureConcepts().keySet()));
        }
        Optional<Representation> representation = structure.representation(component.id());
        Optional<Urn> list = representation.flatMap(Representation::enumeration);
        String type = list.isPresent()
                ? coded(component, list.get())
                : representation
                        .flatMap(Representation::format)
                        .map(format -> simple.text(component.id(), format))
                        .orElse(STRING);
        return dimension ? type : orMissing(type);
    }

    private String time(Component component) {
        DataType type = structure
                .representation(component.id())
                .flatMap(Representation::format)
                .flatMap(TextFormat::dataType)
                .orElse(DataType.OBSERVATIONAL_TIME_PERIOD);
        // Any other type could not be derived from that of the base schema.
        return switch (type) {
            case STANDARD_TIME_PERIOD,
                    BASIC_TIME_PERIOD,
                    GREGORIAN_TIME_PERIOD,
                    GREGORIAN_YEAR,
                    GREGORIAN_YEAR_MONTH,
                    GREGORIAN_DAY,
                    REPORTING_TIME_PERIOD,
                    REPORTING_YEAR,
                    REPORTING_SEMESTER,
                    REPORTING_TRIMESTER,
                    REPORTING_QUARTER,
                    REPORTING_MONTH,
                    REPORTING_WEEK,
                    REPORTING_DAY,
                    DATE_TIME,
                    TIME_RANGE -> SimpleTypes.base(type);
            default -> SimpleTypes.base(DataType.OBSERVATIONAL_TIME_PERIOD);
        };
    }

    private String coded(Component component, Urn list) {
        List<String> codes = subject.valueLists()
                .getOrDefault(
                        component.id(),
                        List.copyOf(structure.codes(component.id()).keySet()));
        if (codes.isEmpty()) {
            return STRING; // a list that is not known here
        }
        Set<String> allowed = subject.allowed().get(component.id());
        List<String> kept = allowed == null
                ? codes
                : codes.stream().filter(allowed::contains).toList();
        return lists.computeIfAbsent(
                new CodeSet(list, kept),
                k -> simple.enumeration(kept.size() == codes.size() ? list.id() : component.id(), kept));
    }

    /** Since 3.0 every value but that of a dimension may be told to be missing. */
    private String orMissing(String type) {
        if (version.before30() || type.equals(STRING)) {
            return type;
        }
        String local = type.substring(type.indexOf(':') + 1);
        return types.computeIfAbsent(" " + type, k -> {
            String name = simple.name(local + ".OrMissing");
            simple.put(
                    name,
                    xsd -> xsd.start("simpleType", "name", name)
                            .start("union", "memberTypes", type)
                            .start("simpleType")
                            .start("restriction", "base", STRING)
                            .empty("enumeration", "value", "#N/A")
                            .end(4));
            return name;
        });
    }

    /** All types that were asked for. */
    void define(Xsd xsd) {
        simple.define(xsd);
    }
}
