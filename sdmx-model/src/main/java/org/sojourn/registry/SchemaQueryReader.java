package org.sojourn.registry;

import java.util.Map;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.SchemaQuery;
import org.sojourn.query.Visibility;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReferenceBinding;

/** Turns a question for a schema into a query. */
final class SchemaQueryReader {
    private final String root;
    private final Reading reading;

    SchemaQueryReader(String root, Reading reading) {
        this.root = root;
        this.reading = reading;
    }

    SchemaQuery read(Part query) {
        boolean data = root.startsWith("Data");
        Part p = query.required(data ? "DataStructure" : "MetadataStructure");
        Urn urn = structure(p, data, reading);
        if (p.attribute("processConstraints").filter("true"::equals).isPresent()) {
            // The schemas of the REST interfaces are always cut to what constraints allow.
            reading.guessOnce("always-so", "processConstraints: a schema that is asked for by URL always follows them");
        }
        p.attribute("timeSeries").filter("true"::equals).ifPresent(t -> {
            throw QueryMessages.unsayable(root, "timeSeries=true, a schema of the time series form");
        });
        // What the message calls its structure, and where schemas are, is no part of the question.
        p.attribute("structureID");
        p.attribute("schemaURL");
        p.attribute("namespace");
        p.attribute("serviceURL");
        p.attribute("structureURL");
        return new SchemaQuery(
                urn.type(),
                urn.agency(),
                urn.id(),
                VersionPattern.parse(urn.version()),
                p.attribute("dimensionAtObservation"),
                p.attribute("explicitMeasures").filter("true"::equals).isPresent(),
                false,
                Optional.empty(),
                Visibility.PUBLIC);
    }

    /** The structure, flow or agreement that a request names. */
    static Urn structure(Part p, boolean data, Reading reading) {
        Map<String, ArtefactClass> expected = Map.of(
                "ProvisionAgrement",
                ArtefactClass.PROVISION_AGREEMENT,
                "ProvisionAgreement",
                ArtefactClass.PROVISION_AGREEMENT,
                "StructureUsage",
                data ? ArtefactClass.DATAFLOW : ArtefactClass.METADATAFLOW,
                "Structure",
                data ? ArtefactClass.DATA_STRUCTURE : ArtefactClass.METADATA_STRUCTURE);
        return p.children(expected.keySet()).stream()
                .findFirst()
                .flatMap(c -> c.bound(ReferenceBinding.class)
                        .toModel(expected.getOrDefault(c.name(), ArtefactClass.DATA_STRUCTURE), c.name(), reading))
                .orElseThrow(() -> p.refusal("it names no structure, flow or agreement"));
    }
}
