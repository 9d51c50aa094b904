package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;

/** What every annotable thing carries on the wire. */
@XmlTransient
abstract class AnnotableBinding {
    @XmlElementWrapper(name = "Annotations", namespace = Namespaces.COMMON)
    @XmlElement(name = "Annotation", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<AnnotationBinding> annotations;

    final void set(List<Annotation> all, Writing out) {
        annotations = Wire.list(all, a -> AnnotationBinding.of(a, out));
    }

    final List<Annotation> annotations(Reading in) {
        return Wire.each(annotations).stream().map(a -> a.toModel(in)).toList();
    }
}
