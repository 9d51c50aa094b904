package org.sojourn.query;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.sojourn.model.ref.ArtefactClass;

/** Says what a query asks for in one line, leaving out all that is default or empty: what the tables of cases compare. */
final class Said {

    private Said() {}

    static String by(Query query) {
        return query.getClass().getSimpleName() + fields((Record) query);
    }

    private static String fields(Record record) {
        StringBuilder line = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
            if (value instanceof DataSelection selection) {
                line.append(fields(selection));
                continue;
            }
            String text = value(value);
            if (!text.isEmpty()) {
                line.append(' ').append(component.getName()).append('=').append(text);
            }
        }
        return line.toString();
    }

    private static String value(Object value) {
        return switch (value) {
            case Optional<?> o -> o.map(Said::value).orElse("");
            case OptionalInt o -> o.isPresent() ? "" + o.getAsInt() : "";
            case OptionalLong o -> o.isPresent() ? "" + o.getAsLong() : "";
            case Visibility.PUBLIC -> "";
            case StructureDetail.FULL -> "";
            case AvailabilityQuery.Mode.EXACT -> "";
            case ArtefactClass c -> c.className();
            case AttributeSelection a when a.equals(AttributeSelection.DSD) -> "";
            case AttributeSelection a -> a.none() ? "none" : joined(value(a.scopes()), value(a.ids()));
            case MeasureSelection m -> m.all() ? "" : m.none() ? "none" : value(m.ids());
            case References r -> joined(value(r.directions()), value(r.resources()));
            case KeyFilter k ->
                k.positions().stream()
                        .map(codes -> codes.isEmpty() ? "*" : String.join("+", codes))
                        .collect(Collectors.joining("."));
            case ProviderReference p -> p.agency().map(a -> a + ':').orElse("") + p.id();
            case SortTerm t -> t.component() + (t.descending() ? "(down)" : "(up)");
            case ComponentFilter f ->
                f.component() + "("
                        + f.clauses().stream()
                                .map(clause -> clause.stream()
                                        .map(c -> c.operator().word() + " " + c.value())
                                        .collect(Collectors.joining(" and ")))
                                .collect(Collectors.joining(" or "))
                        + ")";
            case Collection<?> all ->
                (all instanceof List
                                ? all.stream().map(Said::value)
                                : all.stream().map(Said::value).sorted())
                        .collect(Collectors.joining(","));
            case Boolean b -> b ? "true" : "";
            case Long n -> n == 0 ? "" : n.toString();
            default -> value.toString();
        };
    }

    private static String joined(String a, String b) {
        return a.isEmpty() ? b : b.isEmpty() ? a : a + "," + b;
    }
}
