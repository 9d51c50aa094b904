package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes and elements a binding class knows, read off its annotations. JAXB drops what it does not know without a
 * word, and reports it only a few times in the life of a JVM when asked to; so the stream looks it up here and tells.
 */
public final class ElementShape {
    private static final String DEFAULT = "##default";
    private static final Map<Class<?>, ElementShape> KNOWN = new ConcurrentHashMap<>();
    private static final ElementShape LEAF = new ElementShape();

    private final Set<String> attributes = new HashSet<>();
    private final Map<String, Child> children = new HashMap<>();

    /** An element inside: either bound to a class, whose shape is made when it is asked for, or a wrapper. */
    private record Child(
            String namespace,
            @Nullable Class<?> bound,
            @Nullable ElementShape wrapper) {}

    private ElementShape() {}

    /** The shape of elements bound to {@code type}. */
    public static ElementShape of(Class<?> type) {
        ElementShape known = KNOWN.get(type);
        if (known == null) {
            known = new ElementShape();
            for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
                for (Field f : c.getDeclaredFields()) {
                    known.add(f);
                }
            }
            KNOWN.put(type, known);
        }
        return known;
    }

    /** The shape of a child element, null when it is unknown here; {@code namespace} in canonical form. */
    public @Nullable ElementShape child(String namespace, String name) {
        Child c = children.get(name);
        if (c == null || !c.namespace.equals(namespace)) {
            return null;
        }
        return c.wrapper != null ? c.wrapper : c.bound == null ? LEAF : of(c.bound);
    }

    /** True when the attribute is known here; those of XML and of XML Schema instances always are. */
    public boolean attribute(@Nullable String namespace, String name) {
        if (namespace == null || namespace.isEmpty()) {
            return attributes.contains(name);
        }
        return namespace.equals(Namespaces.XML) || namespace.equals("http://www.w3.org/2001/XMLSchema-instance");
    }

    private void add(Field f) {
        XmlAttribute attribute = f.getAnnotation(XmlAttribute.class);
        if (attribute != null && attribute.namespace().equals(DEFAULT)) {
            attributes.add(attribute.name().equals(DEFAULT) ? f.getName() : attribute.name());
        }
        ElementShape target = this;
        XmlElementWrapper wrapper = f.getAnnotation(XmlElementWrapper.class);
        if (wrapper != null) {
            target = new ElementShape();
            children.put(wrapper.name(), new Child(namespace(wrapper.namespace()), null, target));
        }
        Class<?> declared = elementType(f);
        XmlElement element = f.getAnnotation(XmlElement.class);
        if (element != null) {
            target.put(element, f, declared);
        }
        XmlElements choice = f.getAnnotation(XmlElements.class);
        if (choice != null) {
            for (XmlElement each : choice.value()) {
                target.put(each, f, declared);
            }
        }
        XmlElementRefs references = f.getAnnotation(XmlElementRefs.class);
        if (references != null) {
            for (XmlElementRef each : references.value()) {
                XmlRootElement root = each.type().getAnnotation(XmlRootElement.class);
                if (root != null) {
                    target.children.put(root.name(), new Child(root.namespace(), each.type(), null));
                }
            }
        }
    }

    private void put(XmlElement e, Field f, Class<?> declared) {
        Class<?> type = e.type() == XmlElement.DEFAULT.class ? declared : e.type();
        String name = e.name().equals(DEFAULT) ? f.getName() : e.name();
        boolean bound = type.getPackageName().equals(ElementShape.class.getPackageName());
        children.put(name, new Child(namespace(e.namespace()), bound ? type : null, null));
    }

    private static String namespace(String declared) {
        return declared.equals(DEFAULT) ? Namespaces.STRUCTURE : declared;
    }

    private static Class<?> elementType(Field f) {
        Type type = f.getGenericType();
        if (type instanceof ParameterizedType p) {
            type = p.getActualTypeArguments()[0];
        }
        return type instanceof Class<?> c ? c : Object.class;
    }
}
