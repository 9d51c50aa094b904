package org.sojourn.validation;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Checks data on their way into another sink: codes, missing dimensions, periods, numbers and facets, mandatory components,
 * duplicates, constraints. Every finding names the line, the series key, the rule and, where one is near, the valid code.
 *
 * <p>Blocks are passed on whatever is wrong with them; whoever takes them looks at the problems before it commits. Rules:
 * {@code missing-dimension}, {@code unknown-code}, {@code invalid-period}, {@code period-form}, {@code period-frequency},
 * {@code invalid-value}, {@code not-an-array}, {@code missing-mandatory}, {@code duplicate-observation},
 * {@code outside-constraint}, {@code invalid-character}. A period that is none is an error; one of another form than the structure or the frequency
 * announces is a warning, told once for each, because real data mix them.
 */
public final class DataValidator implements DataSink {

    /** The id that the cross-domain concept of frequency has in every structure. */
    private static final String FREQUENCY = "FREQ";

    private final DataSink next;
    private final Problems problems;
    private final BiFunction<DatasetHeader, DataStructureView, List<DataConstraint>> constraints;
    private final SeenObservations seen = new SeenObservations();
    private @Nullable Checks checks;

    /**
     * @param constraints what binds a data set: those of its flow, its structure and its agreement
     */
    public DataValidator(
            DataSink next,
            Problems problems,
            BiFunction<DatasetHeader, DataStructureView, List<DataConstraint>> constraints) {
        this.next = next;
        this.problems = problems;
        this.constraints = constraints;
    }

    @Override
    public void start(MessageHeader header) throws IOException {
        next.start(header);
    }

    @Override
    public void announce(List<Expected> datasets) throws IOException {
        next.announce(datasets);
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        seen.clear();
        Action action = header.action().orElse(Action.MERGE).effective();
        checks = new Checks(structure, action, constraints.apply(header, structure));
        next.dataset(header, structure);
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        current().check(block);
        next.attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        current().check(block);
        next.series(block);
    }

    @Override
    public void coded(CodedBlock block) throws IOException {
        current().check(block);
        next.coded(block);
    }

    @Override
    public void endDataset() throws IOException {
        checks = null;
        next.endDataset();
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        next.end(footer);
    }

    private Checks current() {
        if (checks == null) {
            throw new IllegalStateException("data before the data set they belong to");
        }
        return checks;
    }

    /** The checks for one data set. */
    private final class Checks {
        private final DataStructureView structure;
        private final Action action;
        private final List<Dimension> dimensions;
        private final List<String> columns;
        private final List<ComponentCheck> columnChecks;
        private final Map<String, ComponentCheck> components = new HashMap<>();
        private final ConstraintCheck constraint;
        private final Optional<DataType> timeType;
        private final int frequencyPosition;
        /** The frequency of each period that was found good; the empty string for none. */
        private final Map<String, String> validPeriods = new HashMap<>();

        private final Set<String> mixedFrequencies = new HashSet<>();
        private String announcedFrequency = "";
        private @Nullable String[] lastKey = new String[0];
        private String keyText = "";
        private long keyHash;
        private @Nullable CodedChecks coded;

        Checks(DataStructureView structure, Action action, List<DataConstraint> constraints) {
            this.structure = structure;
            this.action = action;
            this.dimensions = structure.seriesDimensions();
            this.columns = structure.observationComponents();
            this.constraint = new ConstraintCheck(structure, constraints);
            this.timeType = structure
                    .observationDimension()
                    .filter(d -> structure.hasTime())
                    .flatMap(d -> structure.representation(d.id()))
                    .flatMap(Representation::format)
                    .flatMap(TextFormat::dataType);
            this.frequencyPosition =
                    structure.hasTime() ? structure.seriesPosition(FREQUENCY).orElse(-1) : -1;
            structure
                    .structure()
                    .components()
                    .forEach(c -> components.put(
                            c.id(), new ComponentCheck(structure, c, constraint.ofValues(c.id()), problems)));
            this.columnChecks = columns.stream()
                    .map(id -> Objects.requireNonNull(components.get(id)))
                    .toList();
        }

        void check(AttributeBlock block) {
            Location at = Location.at(block.position());
            @Nullable String[] key = block.key();
            String text = text(key);
            for (int i = 0; i < key.length; i++) {
                String value = key[i];
                if (value != null) {
                    code(dimensions.get(i).id(), value, at, text);
                }
            }
            block.attributes().forEach((id, value) -> attribute(id, value, at, text));
        }

        void check(SeriesBlock block) {
            if (!block.continued() || !Arrays.equals(lastKey, block.key())) {
                lastKey = block.key().clone();
                keyText = block.keyText();
                keyHash = SeenObservations.hash(block.key());
                String frequency = frequencyPosition < 0 ? null : block.key()[frequencyPosition];
                announcedFrequency =
                        frequency == null ? "" : PeriodForm.announced(frequency).orElse("");
                key(block);
            }
            Location at = Location.at(block.position());
            block.attributes().forEach((id, value) -> attribute(id, value, at, keyText));
            for (int i = 0; i < block.size(); i++) {
                observation(block, i);
            }
        }

        /** Goes through numbers; where they are not all known to be good their texts are checked, which tells what is wrong. */
        void check(CodedBlock block) {
            CodedChecks known = coded;
            if (known == null || !known.isOf(block)) {
                known = new CodedChecks(block, action, components, constraint, validPeriods, frequencyPosition);
                coded = known;
            }
            if (!known.good(block)) {
                check(block.texts());
                return;
            }
            lastKey = new String[0];
            long hash = known.keyHash();
            for (int i = 0; i < block.size(); i++) {
                int period = known.period(block, i, seen);
                if (!seen.add(hash, period)) {
                    duplicate(block.periodText(i), block.positions()[i], keyText(block));
                }
            }
        }

        private String keyText(CodedBlock block) {
            @Nullable String[] key = new String[dimensions.size()];
            for (int i = 0; i < key.length; i++) {
                key[i] = block.keyText(i);
            }
            return String.join(".", key);
        }

        private void duplicate(@Nullable String period, long position, String seriesKey) {
            problems.add(Problem.error(
                            "duplicate-observation",
                            Location.at(position),
                            "the observation of " + period + " is there twice in this data set")
                    .withSeriesKey(seriesKey)
                    .withExpected("each observation once; correct one of the two"));
        }

        private void key(SeriesBlock block) {
            Location at = Location.at(block.position());
            for (int i = 0; i < dimensions.size(); i++) {
                String value = block.key()[i];
                String id = dimensions.get(i).id();
                if (value != null) {
                    code(id, value, at, keyText);
                } else if (action != Action.DELETE) {
                    problems.add(Problem.error("missing-dimension", at, "dimension " + id + " has no value")
                            .withSeriesKey(keyText)
                            .withExpected(structure.coded(id) ? "a code of its list" : "a value"));
                }
            }
            constraint
                    .faultOfKey(block.key())
                    .ifPresent(fault -> problems.add(
                            Problem.error("outside-constraint", at, fault).withSeriesKey(keyText)));
        }

        private void observation(SeriesBlock block, int i) {
            long position = block.position(i);
            String period = block.period(i);
            period(period, position);
            if (action != Action.DELETE) {
                if (!seen.add(keyHash, seen.period(period))) {
                    duplicate(period, position, keyText);
                }
                for (int c = 0; c < columns.size(); c++) {
                    Value value = block.value(c, i);
                    ComponentCheck check = columnChecks.get(c);
                    if (value == null) {
                        if (check.mandatory && action == Action.REPLACE) {
                            missing(columns.get(c), position, period);
                        }
                    } else {
                        check.check(value, position, keyText, period);
                    }
                }
            }
        }

        private void missing(String component, long position, @Nullable String period) {
            problems.add(Problem.warning(
                            "missing-mandatory",
                            Location.at(position),
                            component + " is mandatory and has no value at " + period)
                    .withSeriesKey(keyText));
        }

        private void period(@Nullable String period, long position) {
            Optional<Dimension> dimension = structure.observationDimension();
            if (dimension.isEmpty()) {
                return;
            }
            Location at = Location.at(position);
            String id = dimension.get().id();
            if (period == null) {
                if (action != Action.DELETE) {
                    problems.add(Problem.error("missing-dimension", at, "dimension " + id + " has no value")
                            .withSeriesKey(keyText)
                            .withExpected(structure.hasTime() ? "a time period" : "a code of its list"));
                }
                return;
            }
            String known = validPeriods.get(period);
            if (known == null) {
                known = newPeriod(id, period, at);
            }
            if (!known.isEmpty() && !announcedFrequency.isEmpty() && !known.equals(announcedFrequency)) {
                mixedFrequency(id, period, known, at);
            }
        }

        /** Checks a period that has not been met before; its frequency, or the empty string. */
        private String newPeriod(String id, String period, Location at) {
            boolean good = true;
            String frequency = "";
            if (structure.hasTime()) {
                Optional<TimePeriod> parsed = TimePeriod.tryParse(period);
                if (parsed.isEmpty()) {
                    good = false;
                    Problem problem = Problem.error("invalid-period", at, id + " '" + period + "' is no time period")
                            .withSeriesKey(keyText);
                    problems.add(problem.withExpected(
                            Periods.nearest(period).orElse("a period such as 2024, 2024-Q1, 2024-03 or 2024-03-31")));
                } else {
                    frequency = parsed.get().frequency().orElse("");
                    timeType.filter(type -> !PeriodForm.covers(type, parsed.get()))
                            .ifPresent(type -> problems.add(
                                    Problem.warning("period-form", at, id + " '" + period + "' has another form")
                                            .withSeriesKey(keyText)
                                            .withExpected("a value of type " + type.wireName())));
                }
            } else {
                good = code(id, period, at, keyText);
            }
            Optional<String> fault = constraint.faultOfPeriod(period);
            if (fault.isPresent()) {
                good = false;
                problems.add(
                        Problem.error("outside-constraint", at, fault.get()).withSeriesKey(keyText));
            }
            if (good && validPeriods.size() < 100_000) {
                validPeriods.put(period, frequency);
            }
            return frequency;
        }

        private void mixedFrequency(String id, String period, String frequency, Location at) {
            if (mixedFrequencies.size() < 1000 && mixedFrequencies.add(announcedFrequency + period)) {
                problems.add(Problem.warning(
                                "period-frequency",
                                at,
                                id + " '" + period + "' has frequency " + frequency + ", but " + FREQUENCY
                                        + " announces " + announcedFrequency)
                        .withSeriesKey(keyText)
                        .withExpected("a period such as " + PeriodForm.example(announcedFrequency)));
            }
        }

        private boolean code(String dimension, String value, Location at, String seriesKey) {
            if (value.equals("~")) { // 3.x: switched off
                return true;
            }
            ComponentCheck check = components.get(dimension);
            return check == null || check.text(value, at, seriesKey);
        }

        private void attribute(String id, Value value, Location at, String seriesKey) {
            ComponentCheck check = components.get(id);
            if (check != null && action != Action.DELETE) {
                check.check(value, at.position(), seriesKey, null);
            }
        }

        private String text(@Nullable String[] key) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < key.length; i++) {
                text.append(i > 0 ? "." : "").append(key[i] == null ? "" : key[i]);
            }
            return key.length == 0 || Arrays.stream(key).allMatch(v -> v == null) ? "" : text.toString();
        }
    }
}
