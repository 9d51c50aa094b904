package org.sojourn.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.Code;
import org.sojourn.model.Component;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The checks of values of one component. */
final class ComponentCheck {
    private final Problems problems;
    private final String id;
    private final Map<String, Code> codes;
    private final String list;
    private final boolean array;
    private final int most;
    final boolean mandatory;
    private final Optional<ValueForm> form;
    private final List<ConstraintCheck.Test> bounds;

    ComponentCheck(
            DataStructureView structure, Component component, List<ConstraintCheck.Test> bounds, Problems problems) {
        this.problems = problems;
        this.bounds = bounds;
        this.id = component.id();
        this.codes = structure.codes(id);
        Optional<Representation> representation = structure.representation(id);
        this.list = representation
                .flatMap(Representation::enumeration)
                .map(Urn::shortForm)
                .orElse("");
        this.array = representation.map(Representation::array).orElse(false);
        this.most = representation.flatMap(Representation::maxOccurs).orElse(1);
        this.form = codes.isEmpty() && !structure.coded(id)
                ? representation.flatMap(Representation::format).map(ValueForm::new)
                : Optional.empty();
        this.mandatory = switch (component) {
            case Dimension d -> true;
            case Measure m -> m.usage() == Usage.MANDATORY;
            case Attribute a -> a.usage() == Usage.MANDATORY;
        };
    }

    /** True where {@link #check} would find nothing. */
    boolean good(String text) {
        return (codes.isEmpty()
                        ? printable(text)
                                && (form.isEmpty() || form.get().fault(text).isEmpty())
                        : codes.containsKey(text))
                && withinBounds(text);
    }

    /** True where nothing needs to be looked up to know that a number in plain decimal notation is good. */
    boolean good(long mantissa, int scale) {
        return codes.isEmpty()
                && bounds.isEmpty()
                && (form.isEmpty() || form.get().plain(mantissa, scale));
    }

    boolean good(Value value) {
        return value instanceof Value.Text text && good(text.text());
    }

    private boolean withinBounds(String text) {
        for (ConstraintCheck.Test bound : bounds) {
            if (!bound.allowed().test(text)) {
                return false;
            }
        }
        return true;
    }

    void check(Value value, long position, String seriesKey, @Nullable String period) {
        switch (value) {
            case Value.Text text -> text(text.text(), position, seriesKey, period);
            case Value.Array list -> {
                if (!array || list.values().size() > most) {
                    problems.add(Problem.error(
                                    "not-an-array",
                                    Location.at(position),
                                    id + " has " + list.values().size() + " values"
                                            + (period == null ? "" : " at " + period))
                            .withSeriesKey(seriesKey)
                            .withExpected(most == 1 ? "one value" : "at most " + most + " values"));
                }
                list.values().forEach(v -> check(v, position, seriesKey, period));
            }
            case Value.Localised texts -> {}
            case Value.Markup markup -> {}
        }
    }

    boolean text(String text, long position, String seriesKey, @Nullable String period) {
        if (codes.isEmpty() && !printable(text)) {
            problems.add(Problem.error(
                            "invalid-character",
                            Location.at(position),
                            id + " has a control character, which SDMX-ML cannot carry")
                    .withSeriesKey(seriesKey)
                    .withExpected("the text without it"));
            return false;
        }
        boolean good = codes.isEmpty()
                ? form.flatMap(f -> f.fault(text))
                        .map(expected -> report(
                                "invalid-value",
                                said(text, period) + " is not a valid value",
                                expected,
                                Location.at(position),
                                seriesKey))
                        .orElse(true)
                : codes.containsKey(text) || unknown(text, Location.at(position), seriesKey, period);
        if (good && !bounds.isEmpty()) {
            for (ConstraintCheck.Test bound : bounds) {
                if (!bound.allowed().test(text)) {
                    problems.add(Problem.error(
                                    "outside-constraint",
                                    Location.at(position),
                                    said(text, period) + " is outside the constraint: " + bound.words())
                            .withSeriesKey(seriesKey));
                }
            }
        }
        return good;
    }

    // XML 1.0, production 2: what a CSV or JSON file may hold and no XML document can
    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\uFFFE' || c == '\uFFFF') {
                return false;
            }
        }
        return true;
    }

    boolean text(String text, Location at, String seriesKey) {
        return text(text, at.position(), seriesKey, null);
    }

    /** The value as the sender knows it; a message in one line needs the period to tell which observation is meant. */
    private String said(String text, @Nullable String period) {
        return id + " '" + text + "'" + (period == null ? "" : " at " + period);
    }

    private boolean unknown(String text, Location at, String seriesKey, @Nullable String period) {
        return report(
                "unknown-code",
                said(text, period) + " is not in the code list" + (list.isEmpty() ? "" : " " + list),
                NearestCode.of(text, codes).orElse("one of the " + codes.size() + " codes of the list"),
                at,
                seriesKey);
    }

    private boolean report(String rule, String message, String expected, Location at, String seriesKey) {
        problems.add(Problem.error(rule, at, message).withSeriesKey(seriesKey).withExpected(expected));
        return false;
    }
}
