package org.sojourn.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.query.KeyFilter;
import org.sojourn.structure.Catalogue;

/**
 * The keys of data that reports of 2.1 are about (REST 1.5, metadata queries). A report about no key fits only where every key
 * does; a dimension that the report leaves out is one that it speaks of as a whole, and fits.
 */
final class ReportedKeys {

    private ReportedKeys() {}

    static boolean fits(MetadataSet set, List<KeyFilter> keys, Catalogue catalogue) {
        if (keys.isEmpty() || keys.stream().anyMatch(KeyFilter::any)) {
            return true;
        }
        return set.report().stream()
                .flatMap(report -> report.values().stream())
                .filter(value -> value.kind() == ReferenceValue.Kind.DATA_KEY)
                .anyMatch(value -> keys.stream().anyMatch(key -> fits(value.key(), key, order(set, value, catalogue))));
    }

    private static boolean fits(List<ComponentValues> reported, KeyFilter asked, List<String> dimensions) {
        for (int i = 0; i < asked.positions().size(); i++) {
            Set<String> codes = asked.codes(i);
            String dimension = i < dimensions.size() ? dimensions.get(i) : "";
            boolean other = reported.stream()
                    .filter(values -> values.component().equals(dimension))
                    .anyMatch(values -> values.values().stream().noneMatch(v -> codes.contains(v.value())));
            if (!codes.isEmpty() && (other || dimension.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** In the order of the structure of the flow that the report is about, as far as that is known; else as reported. */
    private static List<String> order(MetadataSet set, ReferenceValue key, Catalogue catalogue) {
        return set.targets().stream()
                .flatMap(target -> structure(target, catalogue).stream())
                .findFirst()
                .map(structure -> structure.dimensions().stream()
                        .filter(d -> d.kind() != Dimension.Kind.TIME)
                        .map(Dimension::id)
                        .toList())
                .orElseGet(() -> key.key().stream()
                        .map(ComponentValues::component)
                        .filter(id -> !id.equals(Dimension.TIME_PERIOD))
                        .toList());
    }

    private static Optional<DataStructure> structure(UrnPattern target, Catalogue catalogue) {
        return catalogue
                .artefacts()
                .filter(a -> a instanceof Dataflow || a instanceof DataStructure)
                .filter(a -> target.matches(a.urn()))
                .findFirst()
                .map(a -> catalogue.find(a.urn()).structure());
    }
}
