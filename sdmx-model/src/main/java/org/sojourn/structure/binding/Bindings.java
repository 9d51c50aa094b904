package org.sojourn.structure.binding;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sojourn.model.Codelist;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;

/** The binding of each type of artefact, and the JAXB contexts, one for each class when it is first needed. */
public final class Bindings {
    private static final Map<Class<?>, JAXBContext> CONTEXTS = new ConcurrentHashMap<>();

    private Bindings() {}

    /** The wire form of an artefact. */
    public static MaintainableBinding<?> of(MaintainableArtefact artefact, Writing out) {
        out.begin(artefact);
        return switch (artefact) {
            case Codelist a -> CodelistBinding.of(a, out);
            case ConceptScheme a -> ConceptSchemeBinding.of(a, out);
            case Dataflow a -> DataflowBinding.of(a, out);
            case DataStructure a -> DataStructureBinding.of(a, out);
            default ->
                throw new SdmxException(
                        SdmxException.Kind.NOT_IMPLEMENTED,
                        "artefacts of type " + artefact.type().className() + " are not written");
        };
    }

    /** The JAXB context of a binding class; safe for several threads. */
    public static JAXBContext context(Class<?> type) {
        return CONTEXTS.computeIfAbsent(type, t -> {
            try {
                return JAXBContext.newInstance(t);
            } catch (JAXBException e) {
                throw new IllegalStateException("the bindings of " + t.getSimpleName() + " do not fit together", e);
            }
        });
    }
}
