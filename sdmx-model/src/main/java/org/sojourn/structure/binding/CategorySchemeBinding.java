package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.ref.ArtefactClass;

/** A category scheme in every format. */
public final class CategorySchemeBinding extends ItemSchemeBinding<Category, CategoryScheme> {
    @XmlElement(name = "Category")
    @JsonProperty
    @Nullable
    List<CategoryBinding> categories;

    /** The wire form of a category scheme. */
    public static CategorySchemeBinding of(CategoryScheme scheme, Writing out) {
        CategorySchemeBinding b = new CategorySchemeBinding();
        b.setScheme(scheme, out);
        b.categories = Wire.list(scheme.items(), c -> CategoryBinding.of(c, "", out));
        return b;
    }

    @Override
    public CategoryScheme toModel(Reading in) {
        List<Category> items =
                Wire.each(categories).stream().map(c -> c.toModel("", in)).toList();
        in.at("");
        return new CategoryScheme(maintenance(in), partial(in), items);
    }

    /** A category with those under it. */
    static final class CategoryBinding extends NameableBinding {
        @XmlElement(name = "Category")
        @JsonProperty
        @Nullable
        List<CategoryBinding> categories;

        static CategoryBinding of(Category c, String above, Writing out) {
            CategoryBinding b = new CategoryBinding();
            String path = above + c.id();
            out.at(path);
            b.set(c.naming(), out.urn(ArtefactClass.CATEGORY, path), out);
            b.categories = Wire.list(c.children(), each -> of(each, path + ".", out));
            return b;
        }

        Category toModel(String above, Reading in) {
            String path = above + id;
            in.at(path);
            return new Category(
                    naming(in),
                    Wire.each(categories).stream()
                            .map(c -> c.toModel(path + ".", in))
                            .toList());
        }
    }
}
