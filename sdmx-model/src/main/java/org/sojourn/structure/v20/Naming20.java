package org.sojourn.structure.v20;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.Annotation;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/** What things are called in 2.0, and who maintains them. */
final class Naming20 {
    private Naming20() {}

    static Naming of(Element e) {
        return of(e, required(e, "id"));
    }

    static Naming of(Element e, String id) {
        LocalisedText names = e.texts("Name");
        // What has no name has a description, in codes only that.
        return names.isEmpty()
                ? new Naming(identification(e, id), e.texts("Description"), LocalisedText.EMPTY)
                : new Naming(identification(e, id), names, e.texts("Description"));
    }

    static Identification identification(Element e, String id) {
        return new Identification(id, e.attribute("uri"), annotations(e), List.of());
    }

    static Maintenance maintenance(Element e) {
        return maintenance(e, of(e));
    }

    static Maintenance maintenance(Element e, Naming naming) {
        return new Maintenance(
                naming,
                required(e, "agencyID"),
                version(e.attribute("version")),
                e.attribute("isFinal").map(f -> e.flag("isFinal")),
                e.attribute("validFrom"),
                e.attribute("validTo"),
                e.flag("isExternalReference"),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Version version(Optional<String> text) {
        if (text.isEmpty()) {
            return Version.LEGACY_DEFAULT;
        }
        if (!Version.isVersion(text.get())) {
            throw new SdmxException(SdmxException.Kind.SEMANTIC, "its version '" + text.get() + "' is no version");
        }
        return Version.parse(text.get());
    }

    static String required(Element e, String attribute) {
        return e.attribute(attribute)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "the " + e.name() + " in line " + e.line() + " has no " + attribute));
    }

    private static List<Annotation> annotations(Element e) {
        List<Annotation> all = new ArrayList<>();
        for (Element list : e.all("Annotations")) {
            for (Element a : list.all("Annotation")) {
                all.add(new Annotation(
                        a.attribute("id"),
                        a.textOf("AnnotationTitle"),
                        a.textOf("AnnotationType"),
                        a.textOf("AnnotationURL").stream()
                                .map(u -> new Annotation.Url(u, Optional.empty()))
                                .toList(),
                        a.texts("AnnotationText"),
                        Optional.empty()));
            }
        }
        return all;
    }
}
