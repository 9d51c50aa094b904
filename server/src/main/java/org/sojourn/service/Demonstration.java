package org.sojourn.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.DataSource;
import org.sojourn.dsd.MigrationMaps;
import org.sojourn.dsd.MigrationMetadata;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/** Fills an empty server with the migration structures, with real figures, each table by its map, and with reports on them. */
public final class Demonstration {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

    private final StructureStates structures;
    private final SubmissionService submissions;
    private final MetadataService metadata;

    public Demonstration(StructureStates structures, SubmissionService submissions, MetadataService metadata) {
        this.structures = structures;
        this.submissions = submissions;
        this.metadata = metadata;
    }

    /**
     * Loads structures, data and reports; a server that holds any artefact is left as it is.
     *
     * @throws SdmxException when what is shipped is refused, which is a fault of the build
     */
    public void fill() throws IOException {
        if (structures.at(Optional.empty()).catalogue().artefacts().findAny().isPresent()) {
            LOG.info("The data directory is filled already: the demonstration data were not loaded");
            return;
        }
        Problems problems = new Problems();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        for (String file : MigrationStructures.files()) {
            try (InputStream in = MigrationStructures.open(file)) {
                artefacts.addAll(StructureMessages.read(in, problems).artefacts());
            }
        }
        stored("structures", submissions.structures(artefacts, false, problems));
        Catalogue catalogue = structures.at(Optional.empty()).catalogue();
        int tables = 0;
        for (SourceLayout layout : MigrationMaps.layouts()) {
            if (layout.figures().isPresent()) {
                Problems faults = new Problems();
                DataSource figures = MigrationMaps.shipped(layout, catalogue, faults);
                stored("figures of " + layout.id(), submissions.data(figures, faults));
                tables++;
            }
        }
        List<String> reports = MigrationMetadata.files();
        for (String file : reports) {
            try (InputStream in = MigrationMetadata.open(file)) {
                stored("report " + file, metadata.store(in, Optional.empty(), false));
            }
        }
        LOG.info(
                "Loaded {} structures, {} tables of figures and {} reports on them",
                artefacts.size(),
                tables,
                reports.size());
    }

    private static void stored(String what, SubmissionReport report) {
        if (report.outcome() != SubmissionReport.Outcome.STORED) {
            throw new SdmxException(
                    SdmxException.Kind.SERVER,
                    "the shipped " + what + " were refused: "
                            + report.problems().stream()
                                    .filter(p -> p.severity() == Problem.Severity.ERROR)
                                    .findFirst()
                                    .map(Problem::toString)
                                    .orElse("nothing was stored"));
        }
    }
}
