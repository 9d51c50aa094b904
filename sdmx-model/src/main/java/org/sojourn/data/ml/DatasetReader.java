package org.sojourn.data.ml;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.Value;
import org.sojourn.model.Group;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** What the readers of both layouts share: reading values into frames, and what stands at the head of a data set. */
abstract class DatasetReader {

    final XmlCursor xml;
    final ComponentIndex index;
    final SeriesAssembler assembler;
    final Problems problems;
    final CommonElements common;
    final Frame series;
    final Frame observation;
    final Frame above;
    private final Value[] last;
    private final Set<String> told = new HashSet<>();
    private boolean inSeries;

    DatasetReader(XmlCursor xml, ComponentIndex index, SeriesAssembler assembler, Problems problems) {
        this.xml = xml;
        this.index = index;
        this.assembler = assembler;
        this.problems = problems;
        this.common = new CommonElements(xml, problems);
        this.series = new Frame(index);
        this.observation = new Frame(index);
        this.above = new Frame(index);
        this.last = new Value[index.columns()];
    }

    /** At the start tag of the data set: remembers what its attributes say about the data. */
    abstract void holdDatasetAttributes();

    /** Passes on what was remembered; by now the sink knows of the data set. */
    abstract void datasetAttributes(Location at) throws IOException;

    /** At a start tag inside the data set: reads the element. */
    abstract void element() throws IOException;

    /** The provider that stands at the head of the data set. */
    static Optional<Urn> dataProvider(CommonElements common) throws IOException {
        return common.reference(ArtefactClass.DATA_PROVIDER).map(CommonElements.Reference::urn);
    }

    final void beginSeries() {
        inSeries = true;
    }

    final void endSeries() {
        inSeries = false;
    }

    /** The key of the series around the current element, as far as it was read; empty outside of series. */
    private String seriesKey() {
        return inSeries ? index.seriesKey(series.dimensions) : "";
    }

    /** Puts a plain value into its place; a name that has none is told once. */
    final void put(Frame frame, String name, String text) {
        int slot = index.slot(name);
        if (slot < 0) {
            unknown(name);
        } else {
            put(frame, slot, name, text);
        }
    }

    final void put(Frame frame, int slot, String name, String text) {
        int dimensions = index.dimensions();
        if (slot < dimensions) {
            if (frame.dimensions[slot] != null) {
                repeated(name);
            }
            frame.dimensions[slot] = text;
        } else if (slot < dimensions + last.length) {
            int c = slot - dimensions;
            // Codes repeat: one object for a run of equal ones.
            Value before = last[c];
            Value value = before instanceof Value.Text t && t.text().equals(text) ? before : Value.of(text);
            last[c] = value;
            column(frame, c, name, value);
        } else {
            upper(frame, slot - dimensions - last.length, name, Value.of(text));
        }
    }

    /** Puts a value of any form; dimensions take texts only. */
    final void put(Frame frame, String name, Value value) {
        int slot = index.slot(name);
        if (slot < 0) {
            unknown(name);
        } else if (value instanceof Value.Text t) {
            put(frame, slot, name, t.text());
        } else if (slot < index.dimensions()) {
            problems.add(Problem.error(
                    "dimension-value", xml.location(), "dimension " + name + " takes a single text without language"));
        } else if (slot < index.dimensions() + last.length) {
            column(frame, slot - index.dimensions(), name, value);
        } else {
            upper(frame, slot - index.dimensions() - last.length, name, value);
        }
    }

    private void column(Frame frame, int column, String name, Value value) {
        if (frame.anyColumn() && frame.columns[column] != null) {
            repeated(name);
        }
        frame.column(column, value);
    }

    private void upper(Frame frame, int upper, String name, Value value) {
        if (frame.anyUpper() && frame.uppers[upper] != null) {
            repeated(name);
        }
        frame.upper(upper, value);
    }

    private void repeated(String name) {
        problems.add(Problem.error(
                        "repeated-component", xml.location(), "component " + name + " is given twice in one element")
                .withSeriesKey(seriesKey())
                .withExpected("each component once"));
    }

    final void unknown(String name) {
        if (told.size() >= 1000 || !told.add(name)) {
            return;
        }
        if (index.metadataAttribute(name)) {
            problems.add(Problem.warning(
                    Problem.LOST, xml.location(), "reference metadata attribute " + name + " is not kept with data"));
            return;
        }
        problems.add(Problem.error(
                        "unknown-component",
                        xml.location(),
                        "'" + name + "' is no component of data structure "
                                + index.structure().structure().urn().shortForm())
                .withSeriesKey(seriesKey())
                .withExpected("one of " + index.known()));
    }

    /** Tells a fault of this kind once for each data set. */
    final void tellOnce(String key, Problem problem) {
        if (told.add(key)) {
            problems.add(problem);
        }
    }

    /** The group by which attributes are given; one that the structure does not have is told once and left out. */
    final Optional<String> knownGroup(Optional<String> group, Location at) {
        List<String> ids =
                index.structure().structure().groups().stream().map(Group::id).toList();
        if (group.filter(ids::contains).isPresent()) {
            return group;
        }
        tellOnce(
                "|group " + group.orElse(""),
                Problem.warning(
                                "unknown-group",
                                at,
                                group.map(g -> "group '" + g + "' is not one of the data structure")
                                        .orElse("a group does not say which one it is"))
                        .withExpected(ids.isEmpty() ? "no groups" : "one of " + String.join(", ", ids)));
        return Optional.empty();
    }

    /** Nested reference metadata (3.x) have no place in data. */
    final void skipMetadata() throws IOException {
        Location at = xml.location();
        tellOnce("|metadata", Problem.warning(Problem.LOST, at, "reference metadata inside a data set are not read"));
        xml.skip();
    }
}
