package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.ValueList;
import org.sojourn.model.ValueList.ValueItem;
import org.sojourn.model.text.LocalisedText;

/** A value list (3.x). */
public final class ValueListBinding extends MaintainableBinding<ValueList> {
    @XmlElement(name = "ValueItem")
    @JsonProperty
    @Nullable
    List<ValueItemBinding> valueItems;

    /** The wire form of a value list. */
    public static ValueListBinding of(ValueList list, Writing out) {
        ValueListBinding b = new ValueListBinding();
        b.set(list, out);
        b.valueItems = Wire.list(list.items(), i -> ValueItemBinding.of(i, out));
        return b;
    }

    @Override
    public ValueList toModel(Reading in) {
        List<ValueItem> items =
                Wire.each(valueItems).stream().map(i -> i.toModel(in)).toList();
        in.at("");
        return new ValueList(maintenance(in), items);
    }

    /** One value. */
    @JsonPropertyOrder({"id", "name", "names", "description", "descriptions"})
    static final class ValueItemBinding extends AnnotableBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String id;

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

        static ValueItemBinding of(ValueItem i, Writing out) {
            ValueItemBinding b = new ValueItemBinding();
            out.at(i.id());
            b.set(i.annotations(), out);
            b.id = i.id();
            if (out.dialect().xml()) {
                b.name = TextBinding.list(i.names());
                b.description = TextBinding.list(i.descriptions());
            } else {
                b.bestName = out.best(i.names());
                b.nameByLanguage = TextBinding.map(i.names());
                b.bestDescription = out.best(i.descriptions());
                b.descriptionByLanguage = TextBinding.map(i.descriptions());
            }
            return b;
        }

        ValueItem toModel(Reading in) {
            in.at(id);
            LocalisedText names = TextBinding.model(name, bestName, nameByLanguage, "name", in);
            return new ValueItem(
                    Reading.required(id, "id of a value"),
                    annotations(in),
                    names,
                    TextBinding.model(description, bestDescription, descriptionByLanguage, "description", in));
        }
    }
}
