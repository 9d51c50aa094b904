package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Naming;
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
        assertThat(StructureCheck.of(artefacts, Map.of()))
                .extracting(Problem::rule)
                .containsOnly("missing-translation");
    }

    @Test
    void findsAReferenceToNowhere() {
        List<MaintainableArtefact> artefacts =
                new ArrayList<>(MigrationStructures.catalogue().artefacts().toList());
        artefacts.removeIf(a -> a.id().equals("CL_SEX"));
        assertThat(StructureCheck.of(artefacts, Map.of()))
                .isNotEmpty()
                .extracting(Problem::rule)
                .containsOnly("unresolved-reference");
    }

    @Test
    void findsAReleasedArtefactThatChangedUnderItsVersion() {
        List<MaintainableArtefact> before =
                MigrationStructures.catalogue().artefacts().toList();
        Map<String, String> released = StructureCheck.digests(before);
        assertThat(StructureCheck.of(before, released)).isEmpty();
        List<MaintainableArtefact> after = with(code -> new Code(
                new Naming(
                        code.naming().identification(),
                        new LocalisedText(new LinkedHashMap<>(Map.of("en", "a", "fr", "b", "es", "c"))),
                        code.naming().descriptions()),
                code.parent()));
        assertThat(StructureCheck.of(after, released)).extracting(Problem::rule).containsExactly("changed-release");
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
