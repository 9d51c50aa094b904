package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.text.LocalisedText;

/** A list of values that need not be ids, such as currency signs (3.x); no item scheme, and its items have no URN. */
public record ValueList(Maintenance maintenance, List<ValueItem> items) implements MaintainableArtefact {
    public ValueList {
        items = List.copyOf(items);
    }

    /** One value, which is any text, and what it means. */
    public record ValueItem(String id, List<Annotation> annotations, LocalisedText names, LocalisedText descriptions) {
        public ValueItem {
            annotations = List.copyOf(annotations);
        }
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.VALUE_LIST;
    }
}
