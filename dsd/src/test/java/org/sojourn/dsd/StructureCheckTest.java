package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;

class StructureCheckTest {

    @Test
    void findsNothingInWhatComesAlong() {
        assertThat(StructureCheck.run()).isEmpty();
    }

    @Test
    void findsATextThatIsNotTranslated() {
        List<MaintainableArtefact> artefacts = with(code -> new Code(
                new Naming(
                        code.naming().identification(),
                        LocalisedText.of("en", "only English"),
                        code.naming().descriptions()),
                code.parent()));
        assertThat(StructureCheck.of(artefacts)).extracting(Problem::rule).containsOnly("missing-translation");
    }

    @Test
    void findsAReferenceToNowhere() {
        List<MaintainableArtefact> artefacts =
                new ArrayList<>(MigrationStructures.catalogue().artefacts().toList());
        artefacts.removeIf(a -> a.id().equals("CL_SEX"));
        assertThat(StructureCheck.of(artefacts))
                .isNotEmpty()
                .extracting(Problem::rule)
                .containsOnly("unresolved-reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q_STK_BIL_UNDESA", "S_UNDESA_IMS"})
    void findsFiguresWithoutAReportAndAReportAboutNothing(String id) {
        List<MetadataSet> reports = new ArrayList<>(MigrationMetadata.sets());
        MetadataSet stocks =
                reports.stream().filter(set -> set.id().equals(id)).findFirst().orElseThrow();
        reports.remove(stocks);
        assertThat(StructureCheck.reports(reports))
                .extracting(Problem::rule)
                .containsExactly("figures-without-report", "figures-without-report");
        reports.add(new MetadataSet(
                stocks.maintenance(),
                stocks.flow(),
                stocks.coverage(),
                Stream.concat(
                                stocks.targets().stream(),
                                Stream.of(UrnPattern.parse(
                                        "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=MIG:DF_NONE(1.0.0)")))
                        .toList(),
                stocks.attributes(),
                stocks.report()));
        assertThat(StructureCheck.reports(reports)).extracting(Problem::rule).containsExactly("unresolved-reference");
    }

    /** All artefacts, the first code of CL_LOCATION changed. */
    private static List<MaintainableArtefact> with(java.util.function.UnaryOperator<Code> change) {
        return MigrationStructures.catalogue()
                .artefacts()
                .map(artefact -> {
                    if (artefact instanceof Codelist list && list.id().equals("CL_LOCATION")) {
                        List<Code> codes = new ArrayList<>(list.items());
                        codes.set(0, change.apply(codes.getFirst()));
                        return new Codelist(list.maintenance(), list.partial(), codes, list.extensions());
                    }
                    return artefact;
                })
                .toList();
    }
}
