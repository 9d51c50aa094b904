package org.sojourn.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** Records with one component replaced, whatever type of item or scheme they are. */
final class Altered {

    private Altered() {}

    /**
     * The same record with another value for the component of this name.
     *
     * @throws IllegalArgumentException when it has none
     */
    static <R> R with(R record, String name, Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            boolean meant = components[i].getName().equals(name);
            found |= meant;
            values[i] = meant ? value : read(record, components[i]);
        }
        if (!found) {
            throw new IllegalArgumentException(record.getClass() + " has no component " + name);
        }
        try {
            @SuppressWarnings("unchecked")
            R altered = (R) record.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
            return altered;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a component; empty where the record has none of this name. */
    static Optional<Object> value(Object record, String name) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .map(component -> read(record, component));
    }

    private static Object read(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
