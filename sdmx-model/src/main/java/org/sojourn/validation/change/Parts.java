package org.sojourn.validation.change;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.Identification;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Urn;

/** The records of the model taken apart: their components, and what tells an element of a list from the others. */
final class Parts {

    private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();
    private static final int LONGEST_TEXT = 200;

    private Parts() {}

    static RecordComponent[] of(Class<?> type) {
        return COMPONENTS.computeIfAbsent(type, Class::getRecordComponents);
    }

    static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + record.getClass() + " cannot be read", e);
        }
    }

    /** What an element is called among its neighbours; empty where only its whole content tells it from the others. */
    static Optional<String> name(@Nullable Object element) {
        return switch (element) {
            case String text -> Optional.of(text);
            case Urn urn -> Optional.of(urn.toString());
            case Enum<?> word -> Optional.of(word.name());
            case Codelist.Extension extension ->
                Optional.of(extension.codelist().toString());
            case DataConstraint.ComponentValues values -> Optional.of(values.component());
            case DataConstraint.MemberValue value -> Optional.of(value.value());
            case Record record -> id(record);
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> id(Record record) {
        for (RecordComponent component : of(record.getClass())) {
            switch (value(record, component)) {
                case Naming naming -> {
                    return Optional.of(naming.id());
                }
                case Identification identification -> {
                    return Optional.of(identification.id());
                }
                case String id
                when component.getName().equals("id") -> {
                    return Optional.of(id);
                }
                case Optional<?> id
                when component.getName().equals("id") && id.orElse(null) instanceof String text -> {
                    return Optional.of(text);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** True where every element has a name and no two the same. */
    static boolean named(List<?> elements) {
        return elements.stream().allMatch(e -> name(e).isPresent())
                && elements.stream().map(Parts::name).distinct().count() == elements.size();
    }

    /** The value in a few words; empty for what has a name, which stands in the path. */
    static String text(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Optional<?> optional -> text(optional.orElse(null));
            case String s -> s;
            case Urn urn -> urn.type().className() + " " + urn.shortForm();
            case Enum<?> word -> word.name();
            case Collection<?> all when all.isEmpty() -> "";
            case Record record when name(record).isPresent() -> "";
            default -> String.valueOf(value);
        };
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
