package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Says which items of one scheme stand for which items of another of the same kind. Code lists have
 * {@link RepresentationMap}s instead. A maintainable artefact since 3.0; in 2.1 a part of a structure set.
 *
 * @param source the scheme that is mapped; a stub has neither source nor target
 * @param within what a 2.1 message says of the structure set, where that is more than follows from the map
 */
public record ItemSchemeMap(
        Maintenance maintenance,
        Kind kind,
        Optional<Urn> source,
        Optional<Urn> target,
        List<ItemMap> items,
        Optional<StructureSet> within)
        implements MaintainableArtefact {

    public ItemSchemeMap {
        items = List.copyOf(items);
    }

    /** As since 3.0. */
    public ItemSchemeMap(
            Maintenance maintenance, Kind kind, Optional<Urn> source, Optional<Urn> target, List<ItemMap> items) {
        this(maintenance, kind, source, target, items, Optional.empty());
    }

    @Override
    public ArtefactClass type() {
        return kind.type;
    }

    /** The kinds of schemes that are mapped so, each a class of its own in the standard. */
    public enum Kind {
        ORGANISATION(ArtefactClass.ORGANISATION_SCHEME_MAP, ArtefactClass.DATA_PROVIDER_SCHEME),
        CATEGORY(ArtefactClass.CATEGORY_SCHEME_MAP, ArtefactClass.CATEGORY_SCHEME),
        CONCEPT(ArtefactClass.CONCEPT_SCHEME_MAP, ArtefactClass.CONCEPT_SCHEME),
        REPORTING_CATEGORY(ArtefactClass.REPORTING_TAXONOMY_MAP, ArtefactClass.REPORTING_TAXONOMY);

        private final ArtefactClass type;
        private final ArtefactClass scheme;

        Kind(ArtefactClass type, ArtefactClass scheme) {
            this.type = type;
            this.scheme = scheme;
        }

        /** The class of such maps. */
        public ArtefactClass type() {
            return type;
        }

        /** The class of the mapped schemes; for organisations, of which there are several, the most usual. */
        public ArtefactClass scheme() {
            return scheme;
        }
    }

    /**
     * An item, or by regular expression or part several, and the item that stands for it.
     *
     * @param target empty where none does
     * @param validFrom the first day on which it holds, a date as text
     * @param validTo the last day on which it holds
     */
    public record ItemMap(
            List<Annotation> annotations,
            SourceValue source,
            Optional<String> target,
            Optional<String> validFrom,
            Optional<String> validTo) {
        public ItemMap {
            annotations = List.copyOf(annotations);
        }

        /** One item for one item, always. */
        public static ItemMap of(String source, String target) {
            return new ItemMap(
                    List.of(), SourceValue.of(source), Optional.of(target), Optional.empty(), Optional.empty());
        }
    }
}
