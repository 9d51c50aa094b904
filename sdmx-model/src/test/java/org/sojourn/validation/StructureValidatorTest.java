package org.sojourn.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

class StructureValidatorTest {

    private final Problems problems = new Problems();

    @Test
    void findsACodeThatIsThereTwice() {
        check(codelist("A", "B", "A"));
        assertThat(rules()).containsExactly("duplicate-id");
        assertThat(problems.list().getFirst().location().path()).isEqualTo("Codelist MIG:CL(1.0.0)");
    }

    @Test
    void findsAParentThatDoesNotExistAndNamesTheNearest() {
        check(codelist("WORK", "SEASONAL>WROK"));
        assertThat(rules()).containsExactly("unknown-parent");
        assertThat(problems.list().getFirst().expected()).contains("WORK");
    }

    @Test
    void findsACodeThatIsItsOwnAncestorOnce() {
        check(codelist("A>B", "B>C", "C>A", "D>A"));
        assertThat(rules()).containsExactly("parent-circle");
    }

    @Test
    void findsRelationshipsToWhatTheStructureLacks() {
        check(structure(new AttributeRelationship.Dimensions(List.of("SEXX"), List.of("G2")), List.of("LOWER")));
        assertThat(rules()).containsExactlyInAnyOrder("unknown-dimension", "unknown-group", "unknown-measure");
    }

    @Test
    void findsTheSameArtefactTwiceInOneMessage() {
        check(codelist("A"), codelist("B"));
        assertThat(rules()).containsExactly("duplicate-artefact");
    }

    @Test
    void findsReferencesWithoutTargetAndItemsTheSchemeLacks() {
        ConceptScheme concepts = new ConceptScheme(
                maintenance("CS"),
                false,
                List.of(new Concept(naming("SEX"), Optional.empty(), Optional.empty(), Optional.empty())));
        DataStructure structure = structure(new AttributeRelationship.Observation(), List.of());
        new StructureValidator(problems)
                .references(List.of(structure), Catalogue.of(List.of(structure)), Problem.Severity.ERROR);
        assertThat(rules()).containsExactly("unresolved-reference", "unresolved-reference");
        Problems second = new Problems();
        new StructureValidator(second)
                .references(List.of(structure), Catalogue.of(List.of(structure, concepts)), Problem.Severity.WARNING);
        assertThat(second.list()).extracting(Problem::rule).containsExactly("unresolved-item");
        assertThat(second.warnings()).isEqualTo(1);
    }

    private void check(MaintainableArtefact... artefacts) {
        new StructureValidator(problems).check(List.of(artefacts));
    }

    private List<String> rules() {
        return problems.list().stream().map(Problem::rule).toList();
    }

    private static DataStructure structure(AttributeRelationship relationship, List<String> measures) {
        Urn concepts = Urn.of(ArtefactClass.CONCEPT_SCHEME, "MIG", "CS", "1.0.0");
        return new DataStructure(
                maintenance("DSD"),
                List.of(new Dimension(
                        Identification.of("SEX"),
                        concepts.item(ArtefactClass.CONCEPT, "SEX"),
                        Optional.empty(),
                        List.of(),
                        Dimension.Kind.PLAIN)),
                List.of(new Group(Identification.of("G"), List.of("SEX"), Optional.empty())),
                List.of(new Attribute(
                        Identification.of("NOTE"),
                        concepts.item(ArtefactClass.CONCEPT, "NOTE"),
                        Optional.empty(),
                        List.of(),
                        Usage.OPTIONAL,
                        relationship,
                        measures)),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                Map.of());
    }

    private static Codelist codelist(String... codes) {
        List<Code> items = Stream.of(codes)
                .map(text -> text.split(">", 2))
                .map(p -> new Code(naming(p[0]), p.length == 2 ? Optional.of(p[1]) : Optional.empty()))
                .toList();
        return new Codelist(maintenance("CL"), false, items, List.of());
    }

    private static Maintenance maintenance(String id) {
        return Maintenance.of("MIG", Version.parse("1.0.0"), naming(id));
    }

    private static Naming naming(String id) {
        return Naming.of(id, LocalisedText.of("en", id));
    }
}
