package org.sojourn.structure;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Writing;

/** The element that holds artefacts, where a message other than a structure message has it inside. */
public final class StructuresElement {
    private StructuresElement() {}

    /**
     * Reads the artefacts of the element at whose start tag the stream stands, and leaves it behind the end tag.
     *
     * @param problems takes what is guessed or left out, as {@link StructureMessages#read} does
     */
    public static List<MaintainableArtefact> read(CanonicalReader r, Dialect dialect, Problems problems)
            throws XMLStreamException, JAXBException, IOException {
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        new StructureXmlReader(r, dialect, problems, artefacts::add).structures();
        return artefacts;
    }

    /** Writes the element, in the namespace of structures. */
    public static void write(List<MaintainableArtefact> artefacts, PublishedWriter w, Writing writing)
            throws XMLStreamException, JAXBException {
        w.writeStartElement("str", "Structures", Namespaces.STRUCTURE);
        new StructureXmlWriter(w, writing.dialect(), writing).containers(artefacts);
        w.writeEndElement();
    }
}
