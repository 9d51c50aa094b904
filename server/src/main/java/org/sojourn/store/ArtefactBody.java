package org.sojourn.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/**
 * An artefact as it is kept in the database: JSON in the shape of the model's records, a member for each record component.
 * No exchange format carries everything that the model does; this one loses nothing by construction.
 *
 * <p>What is empty or false is left out, and what is left out is read as empty or false, so components of such types may be
 * added to the model without touching what is stored. Renaming or removing one needs a migration.
 */
final class ArtefactBody {

    /** Says which class a value has, where the model leaves several open. */
    private static final String CLASS = "class";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    /** A record class taken apart. */
    private record Shape(RecordComponent[] components, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(components, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ArtefactBody() {}

    static String write(MaintainableArtefact artefact) {
        try {
            return MAPPER.writeValueAsString(node(artefact, MaintainableArtefact.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when the text is not what {@link #write} makes */
    static MaintainableArtefact read(String body) {
        try {
            return (MaintainableArtefact)
                    Objects.requireNonNull(value(MAPPER.readTree(body), MaintainableArtefact.class));
        } catch (JsonProcessingException | ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("a stored artefact cannot be read: " + e.getMessage(), e);
        }
    }

    /** The value as JSON; a missing node for what is left out. */
    private static JsonNode node(Object value, Type declared) {
        return switch (value) {
            case String s -> NODES.textNode(s);
            case Boolean b -> NODES.booleanNode(b);
            case Integer i -> NODES.numberNode(i);
            case Long l -> NODES.numberNode(l);
            case Enum<?> e -> NODES.textNode(e.name());
            case Version v -> NODES.textNode(v.text());
            case Urn u -> NODES.textNode(u.toString());
            case LocalisedText t -> t.isEmpty() ? NODES.missingNode() : members(t.byLanguage(), String.class);
            case Optional<?> o -> o.isEmpty() ? NODES.missingNode() : node(o.get(), argument(declared, 0));
            case Collection<?> c -> c.isEmpty() ? NODES.missingNode() : array(c, argument(declared, 0));
            case Map<?, ?> m -> m.isEmpty() ? NODES.missingNode() : members(m, argument(declared, 1));
            case Record r -> record(r, declared);
            default -> throw new IllegalArgumentException("the model has no values of " + value.getClass());
        };
    }

    private static Type argument(Type declared, int index) {
        return ((ParameterizedType) declared).getActualTypeArguments()[index];
    }

    private static ArrayNode array(Collection<?> values, Type element) {
        ArrayNode array = NODES.arrayNode(values.size());
        values.forEach(v -> array.add(node(v, element)));
        return array;
    }

    private static ObjectNode members(Map<?, ?> map, Type type) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> {
            String name = key instanceof Enum<?> e ? e.name() : key.toString();
            object.set(name, node(value, type));
        });
        return object;
    }

    private static ObjectNode record(Record value, Type declared) {
        ObjectNode object = NODES.objectNode();
        if (declared != value.getClass()) {
            object.put(CLASS, value.getClass().getSimpleName());
        }
        for (RecordComponent component : shape(value.getClass()).components()) {
            Object part;
            try {
                part = component.getAccessor().invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
            JsonNode node = node(part, component.getGenericType());
            if (!node.isMissingNode() && !(component.getType() == boolean.class && !node.booleanValue())) {
                object.set(component.getName(), node);
            }
        }
        return object;
    }

    private static @Nullable Object value(@Nullable JsonNode node, Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return node == null ? Optional.empty() : Optional.ofNullable(value(node, arguments[0]));
            }
            if (raw == List.class || raw == Set.class) {
                Collection<@Nullable Object> all = raw == List.class ? new ArrayList<>() : new LinkedHashSet<>();
                for (JsonNode element : node == null ? NODES.arrayNode() : node) {
                    all.add(value(element, arguments[0]));
                }
                return all;
            }
            if (raw == Map.class) {
                return map(node, arguments[0], arguments[1]);
            }
            return value(node, raw);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == LocalisedText.class) {
            return new LocalisedText(texts(node));
        }
        if (node == null) {
            if (wanted == boolean.class) {
                return false;
            }
            throw new IllegalStateException("a " + wanted.getSimpleName() + " is missing");
        }
        if (wanted == String.class) {
            return node.textValue();
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return node.booleanValue();
        }
        if (wanted == int.class || wanted == Integer.class) {
            return node.intValue();
        }
        if (wanted == long.class || wanted == Long.class) {
            return node.longValue();
        }
        if (wanted == Version.class) {
            return Version.parse(node.textValue());
        }
        if (wanted == Urn.class) {
            return Urn.parse(node.textValue());
        }
        if (wanted.isEnum()) {
            return constant(wanted, node.textValue());
        }
        return record(node, wanted);
    }

    private static Object record(JsonNode node, Class<?> wanted) throws ReflectiveOperationException {
        Class<?> type =
                wanted.isRecord() ? wanted : named(wanted, node.path(CLASS).asText());
        Shape shape = shape(type);
        @Nullable Object[] arguments = new Object[shape.components().length];
        for (int i = 0; i < arguments.length; i++) {
            RecordComponent component = shape.components()[i];
            arguments[i] = value(node.get(component.getName()), component.getGenericType());
        }
        return shape.constructor().newInstance(arguments);
    }

    /** The record of a sealed type that has this simple name. */
    private static Class<?> named(Class<?> sealed, String name) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord() && permitted.getSimpleName().equals(name)) {
                return permitted;
            }
            if (permitted.isSealed()) {
                try {
                    return named(permitted, name);
                } catch (IllegalStateException e) {
                    continue; // another branch may have it
                }
            }
        }
        throw new IllegalStateException(sealed.getSimpleName() + " has no '" + name + "'");
    }

    private static Map<Object, @Nullable Object> map(@Nullable JsonNode node, Type keys, Type values)
            throws ReflectiveOperationException {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        if (node != null) {
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                Object key = keys == String.class ? e.getKey() : constant((Class<?>) keys, e.getKey());
                map.put(key, value(e.getValue(), values));
            }
        }
        return map;
    }

    private static Map<String, String> texts(@Nullable JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null) {
            node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().textValue()));
        }
        return texts;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> ((Enum<?>) c).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + " has no '" + name + "'"));
    }

    private static Shape shape(Class<?> type) {
        return SHAPES.computeIfAbsent(type, Shape::of);
    }
}
