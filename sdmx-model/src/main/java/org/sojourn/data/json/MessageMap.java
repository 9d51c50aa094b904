package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.RowAssembler;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** How the dimensions, measures and attributes of a message lie on those of the data structure. */
final class MessageMap {

    private final JsonParser in;
    private final StructureIn message;
    private final DataStructureView view;
    private final RowAssembler rows;
    private final Problems problems;
    private final String path;

    private final @Nullable String[] fixedKey;
    private @Nullable String fixedPeriod;
    private final List<Slot> seriesSlots;
    private final List<Slot> observationSlots;
    private final List<Slot> all;
    private final List<Slot> allAsListed;
    private final List<Target> measures;
    private final List<Target> observationAttributes;
    private final List<Target> seriesAttributes;
    private final List<Target> groupAttributes;
    private final List<Target> datasetAttributes;
    private final @Nullable String missing;

    /** A dimension of a key in the message. {@code position} is that in the block's key, -1 for the observation's. */
    record Slot(ComponentIn component, List<@Nullable String> texts, int position, boolean known) {}

    /** Where the values of a measure or attribute go. {@code column} is -1 for what stands above the observation. */
    record Target(ComponentIn component, int column, int above, Level level, boolean markup, boolean known) {

        String id() {
            return component.id();
        }
    }

    MessageMap(
            JsonParser in,
            StructureIn message,
            DataStructureView view,
            RowAssembler rows,
            Problems problems,
            String path) {
        this.in = in;
        this.message = message;
        this.view = view;
        this.rows = rows;
        this.problems = problems;
        this.path = path;
        this.fixedKey = new String[view.seriesDimensions().size()];
        this.seriesSlots = slots(message.seriesDimensions());
        this.observationSlots = slots(message.observationDimensions());
        List<Slot> fixed = slots(message.datasetDimensions());
        fixed.forEach(this::fix);
        List<Slot> listed = new ArrayList<>(fixed);
        listed.addAll(seriesSlots);
        listed.addAll(observationSlots);
        this.allAsListed = List.copyOf(listed);
        this.all = message.dimensions().stream()
                .map(c -> listed.stream()
                        .filter(s -> s.component.equals(c))
                        .findFirst()
                        .orElseThrow())
                .toList();
        this.measures = measuresOf();
        this.observationAttributes = targets(message.observationAttributes());
        this.seriesAttributes = targets(message.seriesAttributes());
        this.groupAttributes = targets(message.groupAttributes());
        this.datasetAttributes = targets(message.datasetAttributes());
        this.missing = missingDimension();
    }

    /** A key with the values of the dimensions that have one for the whole data set. */
    @Nullable
    String[] fixedKey() {
        return fixedKey;
    }

    @Nullable
    String fixedPeriod() {
        return fixedPeriod;
    }

    List<Slot> seriesSlots() {
        return seriesSlots;
    }

    List<Slot> observationSlots() {
        return observationSlots;
    }

    List<Target> measures() {
        return measures;
    }

    List<Target> observationAttributes() {
        return observationAttributes;
    }

    List<Target> seriesAttributes() {
        return seriesAttributes;
    }

    List<Target> groupAttributes() {
        return groupAttributes;
    }

    List<Target> datasetAttributes() {
        return datasetAttributes;
    }

    /** The dimensions of a name that stands for a whole observation, at whatever level the message has them. */
    List<Slot> flatSlots() {
        List<Slot> all = new ArrayList<>(seriesSlots);
        all.addAll(observationSlots);
        return all;
    }

    /** A dimension that the message does not have, or null. */
    @Nullable
    String missing() {
        return missing;
    }

    /** True where the series of the message are those of the structure, so that blocks can be made of them at once. */
    boolean direct() {
        return fixedPeriod == null
                && (observationSlots.isEmpty()
                        ? withoutObservations()
                        : observationSlots.size() == 1
                                && observationSlots.getFirst().known
                                && observationSlots.getFirst().position < 0)
                && seriesSlots.stream().allMatch(s -> s.known && s.position >= 0)
                && observationAttributes.stream().allMatch(t -> !t.known || t.column >= 0);
    }

    private List<Slot> slots(List<ComponentIn> dimensions) {
        List<Slot> slots = new ArrayList<>();
        for (ComponentIn c : dimensions) {
            slots.add(slot(c));
        }
        return slots;
    }

    private Slot slot(ComponentIn c) {
        int position = view.seriesPosition(c.id()).orElse(-1);
        boolean known = position >= 0
                || view.observationDimension()
                        .filter(d -> d.id().equals(c.id()))
                        .isPresent();
        if (!known) {
            problems.add(Problem.error(
                            "unknown-dimension",
                            JsonInput.at(in, path),
                            "the message has a dimension '" + c.id() + "' that the data structure does not have")
                    .withExpected("one of "
                            + view.structure().dimensions().stream()
                                    .map(Component::id)
                                    .toList()));
        }
        return new Slot(c, c.texts(), position, known);
    }

    /** A dimension with one value for the whole data set. */
    private void fix(Slot slot) {
        String value = slot.texts.isEmpty() ? null : slot.texts.getFirst();
        if (slot.position >= 0) {
            fixedKey[slot.position] = value;
        } else if (slot.known) {
            fixedPeriod = value;
        }
    }

    private @Nullable String missingDimension() {
        for (Component d : view.structure().dimensions()) {
            int position = view.seriesPosition(d.id()).orElse(-1);
            boolean fixed = position >= 0 ? fixedKey[position] != null : fixedPeriod != null;
            boolean keyed = seriesSlots.stream().anyMatch(s -> s.component.id().equals(d.id()))
                    || observationSlots.stream().anyMatch(s -> s.component.id().equals(d.id()));
            if (!fixed && !keyed) {
                return d.id();
            }
        }
        return null;
    }

    /** Series may come without observations, and then 2.0 cannot describe the observations' dimension. */
    boolean withoutObservations() {
        return view.observationDimension().filter(d -> d.id().equals(missing)).isPresent();
    }

    private List<Target> measuresOf() {
        if (message.measures().isPresent()) {
            return targets(message.measures().get());
        }
        ComponentIn only = new ComponentIn();
        Optional<String> id = view.component(Measure.OBS_VALUE).isPresent()
                ? Optional.of(Measure.OBS_VALUE)
                : view.measures().stream().findFirst().map(Measure::id);
        only.head().put("id", id.orElse(Measure.OBS_VALUE));
        if (view.measures().size() > 1) {
            problems.add(Problem.info(
                    "primary-measure",
                    JsonInput.at(in, path),
                    "the message describes no measures: its values are read as " + only.id()));
        }
        return targets(List.of(only));
    }

    private List<Target> targets(List<ComponentIn> components) {
        List<Target> targets = new ArrayList<>();
        for (ComponentIn c : components) {
            int column = view.column(c.id()).orElse(-1);
            int above = rows.position(c.id());
            boolean known = column >= 0 || above >= 0;
            if (!known) {
                problems.add(Problem.warning(
                        "unknown-component",
                        JsonInput.at(in, path),
                        "the message has a component '" + c.id()
                                + "' that the data structure does not have; it is not read"));
            }
            boolean markup = view.representation(c.id())
                    .flatMap(Representation::format)
                    .flatMap(TextFormat::dataType)
                    .filter(t -> t == DataType.XHTML)
                    .isPresent();
            targets.add(new Target(c, column, above, view.level(c.id()).orElse(Level.OBSERVATION), markup, known));
        }
        return targets;
    }

    /** The slots of a name that has one for every dimension, in the order of the key. */
    List<Slot> allSlots() {
        return all;
    }

    /** The same in the order in which the message lists dimensions: official samples name groups so. */
    List<Slot> allSlotsAsListed() {
        return allAsListed;
    }

    /** True where the parts of a name that are not empty are the dimensions on which some group attribute depends. */
    boolean fits(String[] parts, List<Slot> slots) {
        if (parts.length != slots.size()) {
            return false;
        }
        Set<String> named = new HashSet<>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty() && !parts[i].equals("~")) {
                int index = JsonValues.index(parts[i]);
                if (index < 0 || index >= slots.get(i).texts.size()) {
                    return false;
                }
                named.add(slots.get(i).component.id());
            }
        }
        return groupAttributes.stream().anyMatch(t -> named.equals(Set.copyOf(view.attributeDimensions(t.id()))));
    }

    /** The same in the order of the data structure, for a message that lacks a dimension without values. */
    List<Slot> allSlotsOfStructure(List<Slot> slots) {
        List<Slot> all = new ArrayList<>();
        for (Component d : view.structure().dimensions()) {
            all.add(slots.stream()
                    .filter(s -> s.component.id().equals(d.id()))
                    .findFirst()
                    .orElse(new Slot(
                            new ComponentIn(),
                            List.of(),
                            view.seriesPosition(d.id()).orElse(-1),
                            true)));
        }
        return all;
    }

    /** Takes a name apart into indexes, -1 for an empty part; false where it does not fit. */
    boolean key(String name, List<Slot> slots, int[] indexes, String where) {
        int part = 0;
        int start = 0;
        if (slots.isEmpty()) {
            if (!name.isEmpty() && !name.equals("0")) {
                badKey(name, 0, where);
                return false;
            }
            return true;
        }
        while (true) {
            int colon = name.indexOf(':', start);
            int end = colon < 0 ? name.length() : colon;
            if (part >= slots.size()) {
                badKey(name, slots.size(), where);
                return false;
            }
            Slot slot = slots.get(part);
            if (end == start) {
                indexes[part] = -1;
            } else {
                int index = JsonValues.index(name.substring(start, end));
                if (index < 0 || index >= slot.texts.size() || slot.texts.get(index) == null) {
                    problems.add(JsonValues.badIndex(name.substring(start, end), slot.component, in, where));
                    return false;
                }
                indexes[part] = index;
            }
            part++;
            if (colon < 0) {
                break;
            }
            start = colon + 1;
        }
        if (part != slots.size()) {
            badKey(name, slots.size(), where);
            return false;
        }
        return true;
    }

    @Nullable
    String text(Slot slot, String part, String where) {
        int index = JsonValues.index(part);
        String text = index < 0 || index >= slot.texts.size() ? null : slot.texts.get(index);
        if (text == null) {
            problems.add(JsonValues.badIndex(part, slot.component, in, where));
        }
        return text;
    }

    void badKey(String name, int parts, String where) {
        problems.add(Problem.error(
                        "bad-key",
                        JsonInput.at(in, where),
                        "the name \"" + name + "\" does not fit the dimensions of its level")
                .withExpected(parts + (parts == 1 ? " index" : " indexes with colons between them")));
    }
}
