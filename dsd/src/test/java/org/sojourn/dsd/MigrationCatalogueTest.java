package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dimension;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.StructureValidator;

class MigrationCatalogueTest {

    private static Catalogue catalogue = Catalogue.of(List.of());

    @BeforeAll
    static void read() {
        catalogue = MigrationStructures.catalogue();
    }

    @Test
    void everyArtefactOfTheFilesIsRead() {
        assertThat(catalogue.artefacts().map(MaintainableArtefact::urn).map(Urn::toString))
                .containsExactlyInAnyOrderElementsOf(
                        StructureDocuments.artefacts().keySet());
    }

    @Test
    void theValidatorFindsNothing() {
        List<MaintainableArtefact> artefacts = catalogue.artefacts().toList();
        Problems problems = new Problems();
        StructureValidator validator = new StructureValidator(problems);
        validator.check(artefacts);
        validator.references(artefacts, catalogue, Problem.Severity.ERROR);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void theStockStructureIsSeenUnderItsFlowAndItsAgreement() {
        DataStructureView flow = catalogue.find(Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0"));
        assertThat(flow.seriesDimensions().stream().map(Dimension::id))
                .containsExactly(
                        "FREQ",
                        "REF_AREA",
                        "MEASURE",
                        "COUNTERPART_AREA",
                        "ORIGIN_CRIT",
                        "POP_UNIVERSE",
                        "MOBILITY",
                        "SEX",
                        "AGE");
        assertThat(flow.level("OBS_STATUS")).contains(Level.OBSERVATION);
        assertThat(flow.level("UNIT_MEASURE")).contains(Level.SERIES);
        assertThat(flow.level("TITLE")).contains(Level.PARTIAL_KEY);
        assertThat(flow.level("LICENCE")).contains(Level.DATASET);
        assertThat(flow.representation("OBS_STATUS").orElseThrow().array()).isTrue();
        assertThat(catalogue
                        .find(Urn.of(ArtefactClass.PROVISION_AGREEMENT, "MIG", "PA_STK_BIL_UNDESA", "1.0.0"))
                        .structure())
                .isEqualTo(flow.structure());
    }

    @Test
    void everyCodedComponentOfEveryStructureHasItsList() {
        catalogue.artefacts().filter(DataStructure.class::isInstance).forEach(dsd -> {
            DataStructureView view = catalogue.find(dsd.urn());
            view.structure().components().forEach(c -> {
                assertThat(view.concept(c.id())).as("%s %s", dsd.id(), c.id()).isPresent();
                assertThat(view.codes(c.id()).isEmpty())
                        .as("%s %s", dsd.id(), c.id())
                        .isEqualTo(!view.coded(c.id()));
            });
        });
    }
}
