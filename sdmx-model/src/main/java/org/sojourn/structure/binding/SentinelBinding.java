package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.TextFormat.SentinelValue;

/** A value with a special meaning (3.x). */
final class SentinelBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String value;

    @XmlElement(name = "Name", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> name;

    @XmlElement(name = "Description", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> description;

    @JsonProperty("name")
    @Nullable
    String bestName;

    @JsonProperty("names")
    @Nullable
    Map<String, String> nameByLanguage;

    @JsonProperty("description")
    @Nullable
    String bestDescription;

    @JsonProperty("descriptions")
    @Nullable
    Map<String, String> descriptionByLanguage;

    static SentinelBinding of(SentinelValue s, Writing out) {
        SentinelBinding b = new SentinelBinding();
        b.value = s.value();
        if (out.dialect().xml()) {
            b.name = TextBinding.list(s.names());
            b.description = TextBinding.list(s.descriptions());
        } else {
            b.bestName = out.best(s.names());
            b.nameByLanguage = TextBinding.map(s.names());
            b.bestDescription = out.best(s.descriptions());
            b.descriptionByLanguage = TextBinding.map(s.descriptions());
        }
        return b;
    }

    SentinelValue toModel(Reading in) {
        return new SentinelValue(
                Wire.or(value, ""),
                TextBinding.model(name, bestName, nameByLanguage, "name of a sentinel value", in),
                TextBinding.model(
                        description, bestDescription, descriptionByLanguage, "description of a sentinel value", in));
    }
}
