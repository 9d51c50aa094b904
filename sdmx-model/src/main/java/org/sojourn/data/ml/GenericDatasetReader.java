package org.sojourn.data.ml;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Measure;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Reads the data sets of generic messages (2.1), plain and of time series. */
final class GenericDatasetReader extends DatasetReader {

    /** What may stand in a list of values. */
    private enum Part {
        KEY,
        ATTRIBUTES
    }

    private final String pivot;
    private final int pivotSlot;

    GenericDatasetReader(
            XmlCursor xml, ComponentIndex index, SeriesAssembler assembler, Problems problems, String pivot) {
        super(xml, index, assembler, problems);
        this.pivot = pivot;
        this.pivotSlot = index.slot(pivot);
    }

    @Override
    void holdDatasetAttributes() {
        // Generic data have an element for them.
    }

    @Override
    void datasetAttributes(Location at) {
        // Generic data have an element for them.
    }

    @Override
    void element() throws IOException {
        switch (xml.localName()) {
            case "Series" -> series();
            case "Obs" -> observation(observation);
            case "Group" -> group();
            case "Attributes" -> {
                Location at = xml.location();
                above.begin(at.position());
                values(above, Part.ATTRIBUTES);
                assembler.attributes(Optional.empty(), above, at);
            }
            default -> common.unknown("Attributes, Group, Series or Obs");
        }
    }

    private void series() throws IOException {
        Location at = xml.location();
        series.begin(at.position());
        beginSeries();
        boolean any = false;
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Obs" -> {
                    any = true;
                    observation(series);
                }
                case "SeriesKey" -> values(series, Part.KEY);
                case "Attributes" -> values(series, Part.ATTRIBUTES);
                case "Annotations" -> series.annotations = common.annotations();
                default -> common.unknown("SeriesKey, Attributes or Obs");
            }
        }
        if (!any) {
            assembler.seriesWithoutObservations(series, at);
        }
        endSeries();
    }

    private void observation(Frame outer) throws IOException {
        Location at = xml.location();
        observation.begin(at.position());
        while (xml.tag()) {
            switch (xml.localName()) {
                case "ObsDimension" -> {
                    observationDimension();
                    xml.skip();
                }
                case "ObsKey" -> values(observation, Part.KEY);
                case "ObsValue" -> {
                    observationValue();
                    xml.skip();
                }
                case "Attributes" -> values(observation, Part.ATTRIBUTES);
                case "Annotations" -> observation.annotations = common.annotations();
                default -> common.unknown("ObsDimension, ObsKey, ObsValue or Attributes");
            }
        }
        assembler.observation(outer, observation, at);
    }

    private void observationDimension() {
        String id = attribute("id");
        String value = attribute("value");
        if (value == null) {
            noValue("ObsDimension");
            return;
        }
        int slot = pivotSlot;
        if (slot < 0 || slot >= index.dimensions()) {
            slot = id == null ? ComponentIndex.UNKNOWN : index.slot(id);
        } else if (id != null && !id.equals(pivot)) {
            // An official sample has such a slip of the pen; the header counts.
            tellOnce(
                    "|pivot",
                    Problem.warning(
                                    "observation-dimension",
                                    xml.location(),
                                    "an observation says its dimension is '" + id + "'; it is taken as " + pivot)
                            .withExpected(pivot));
        }
        if (slot < 0 || slot >= index.dimensions()) {
            tellOnce(
                    "|pivot",
                    Problem.error(
                                    "observation-dimension",
                                    xml.location(),
                                    "the dimension of an observation inside a series is not known, the header says "
                                            + pivot)
                            .withExpected("dimensionAtObservation with the id of a dimension"));
            return;
        }
        put(observation, slot, index.dimension(slot), value);
    }

    private void observationValue() {
        String value = attribute("value");
        if (value == null) {
            noValue("ObsValue");
            return;
        }
        String id = attribute("id");
        put(observation, id != null && index.slot(id) >= 0 ? id : Measure.OBS_VALUE, value);
    }

    private void group() throws IOException {
        Location at = xml.location();
        Optional<String> type = xml.attribute("type");
        above.begin(at.position());
        while (xml.tag()) {
            switch (xml.localName()) {
                case "GroupKey" -> values(above, Part.KEY);
                case "Attributes" -> values(above, Part.ATTRIBUTES);
                case "Annotations" -> above.annotations = common.annotations();
                default -> common.unknown("GroupKey or Attributes");
            }
        }
        assembler.attributes(knownGroup(type, at), above, at);
    }

    /** At the start tag of a list of Value elements. */
    private void values(Frame frame, Part part) throws IOException {
        while (xml.tag()) {
            if (!xml.localName().equals("Value")) {
                common.unknown("Value");
                continue;
            }
            String id = attribute("id");
            String value = attribute("value");
            if (id == null) {
                problems.add(Problem.error("missing-id", xml.location(), "a Value does not say which component it is")
                        .withExpected("attribute id"));
            } else if (value == null) {
                noValue("Value of " + id);
            } else {
                int slot = index.slot(id);
                boolean dimension = slot >= 0 && slot < index.dimensions();
                if (slot < 0) {
                    unknown(id);
                } else if (dimension != (part == Part.KEY)) {
                    tellOnce(
                            "|part " + id,
                            Problem.error(
                                    "unknown-component",
                                    xml.location(),
                                    part == Part.KEY
                                            ? id + " stands in a key and is no dimension"
                                            : id + " stands among attributes and is a dimension"));
                } else {
                    put(frame, slot, id, value);
                }
            }
            xml.skip();
        }
    }

    private @Nullable String attribute(String name) {
        for (int i = 0; i < xml.attributes(); i++) {
            if (xml.attributeName(i).equals(name)) {
                return xml.attributeValue(i);
            }
        }
        return null;
    }

    private void noValue(String what) {
        problems.add(Problem.error("missing-value", xml.location(), what + " has no attribute 'value'"));
    }
}
