package org.sojourn.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Attribute;
import org.sojourn.model.Measure;
import org.sojourn.query.AttributeSelection;
import org.sojourn.query.DataQuery;
import org.sojourn.query.MeasureSelection;

/**
 * Which components of a structure an answer carries.
 *
 * @param observations false where only keys, and perhaps what stands at or above series, are wanted
 * @param columns the wanted columns of a {@link org.sojourn.data.SeriesBlock}
 * @param allColumns true where that is every one
 * @param attributes ids of all wanted attributes, of every level
 */
record Projection(boolean observations, int[] columns, boolean allColumns, Set<String> attributes) {

    /** Longer lists of ids are not asked for again and again. */
    private static final int FEW = 8;

    private record Shown(AttributeSelection attributes, MeasureSelection measures) {}

    static Projection of(DataStructureView structure, DataQuery query) {
        if (query.attributes().ids().size() + query.measures().ids().size() > FEW) {
            return made(structure, query);
        }
        return structure.once(new Shown(query.attributes(), query.measures()), () -> made(structure, query));
    }

    private static Projection made(DataStructureView structure, DataQuery query) {
        Set<String> attributes = new HashSet<>();
        for (Attribute attribute : structure.attributes()) {
            Optional<DataStructureView.Level> level = structure.level(attribute.id());
            if (level.isPresent() && wanted(attribute.id(), level.get(), query.attributes())) {
                attributes.add(attribute.id());
            }
        }
        List<Integer> columns = new ArrayList<>();
        List<String> components = structure.observationComponents();
        List<String> measures = structure.measures().stream().map(Measure::id).toList();
        for (int c = 0; c < components.size(); c++) {
            String id = components.get(c);
            boolean measure = measures.contains(id);
            if (measure ? query.measures().all() || query.measures().ids().contains(id) : attributes.contains(id)) {
                columns.add(c);
            }
        }
        boolean observations = !(query.measures().none() && columns.isEmpty());
        return new Projection(
                observations,
                columns.stream().mapToInt(Integer::intValue).toArray(),
                columns.size() == components.size(),
                Set.copyOf(attributes));
    }

    private static boolean wanted(String id, DataStructureView.Level level, AttributeSelection selection) {
        if (selection.ids().contains(id)) {
            return true;
        }
        for (AttributeSelection.Scope scope : selection.scopes()) {
            boolean of = switch (scope) {
                case DSD, ALL -> true;
                case MSD -> false;
                case DATASET -> level == DataStructureView.Level.DATASET;
                case SERIES -> level == DataStructureView.Level.SERIES || level == DataStructureView.Level.PARTIAL_KEY;
                case OBS -> level == DataStructureView.Level.OBSERVATION;
            };
            if (of) {
                return true;
            }
        }
        return false;
    }

    /** The same without any value of an observation. */
    Projection withoutColumns() {
        return new Projection(observations, new int[0], false, attributes);
    }

    boolean wants(String attribute) {
        return attributes.contains(attribute);
    }
}
