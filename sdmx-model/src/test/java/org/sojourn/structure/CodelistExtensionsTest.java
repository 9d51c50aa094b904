package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Codelist.Extension;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

class CodelistExtensionsTest {

    private static final Codelist REASONS = list("CL_REASON", List.of(), "FAM", "WORK", "WORK_SEAS>WORK", "STUDY");

    @Test
    void inheritsAllCodesInFrontOfItsOwn() {
        Codelist extended = list("CL_MORE", List.of(extension("", true)), "ASYLUM");
        assertThat(ids(extended)).containsExactly("FAM", "WORK", "WORK_SEAS", "STUDY", "ASYLUM");
    }

    @Test
    void prefixesInheritedCodesAndTheirParents() {
        Codelist resolved = resolve(list("CL_MORE", List.of(extension("R_", true))));
        assertThat(resolved.items()).extracting(Code::id).containsExactly("R_FAM", "R_WORK", "R_WORK_SEAS", "R_STUDY");
        assertThat(resolved.items().get(2).parent()).contains("R_WORK");
    }

    @Test
    void takesOnlyTheMembersOfAnInclusiveSelection() {
        Extension work = extension("", true, member("WORK", CascadeValues.TRUE));
        assertThat(ids(list("CL_MORE", List.of(work)))).containsExactly("WORK", "WORK_SEAS");
    }

    @Test
    void leavesOutTheMembersOfAnExclusiveSelection() {
        Extension rest = extension("", false, member("WORK%", CascadeValues.FALSE));
        assertThat(ids(list("CL_MORE", List.of(rest)))).containsExactly("FAM", "STUDY");
    }

    @Test
    void dropsTheParentThatWasNotTaken() {
        Extension below = extension("", true, member("WORK", CascadeValues.EXCLUDE_ROOT));
        Codelist resolved = resolve(list("CL_MORE", List.of(below)));
        assertThat(resolved.items()).extracting(Code::id).containsExactly("WORK_SEAS");
        assertThat(resolved.items().getFirst().parent()).isEmpty();
    }

    @Test
    void itsOwnCodeReplacesTheInheritedOneInPlace() {
        Codelist resolved = resolve(list("CL_MORE", List.of(extension("", true)), "WORK>FAM"));
        assertThat(resolved.items()).extracting(Code::id).containsExactly("FAM", "WORK", "WORK_SEAS", "STUDY");
        assertThat(resolved.items().get(1).parent()).contains("FAM");
    }

    @Test
    void refusesListsThatExtendEachOtherInACircle() {
        Codelist circle = list("CL_REASON", List.of(extension("", true)));
        Function<Urn, Optional<Codelist>> find = urn -> Optional.of(circle);
        assertThatThrownBy(() -> CodelistExtensions.resolve(circle, find))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("MIG:CL_REASON(1.0.0) extends itself");
    }

    @Test
    void percentStandsForAnyRunOfCharacters() {
        assertThat(CodelistExtensions.matches("A%", "ABC")).isTrue();
        assertThat(CodelistExtensions.matches("%C", "ABC")).isTrue();
        assertThat(CodelistExtensions.matches("A%B%C", "AxxByC")).isTrue();
        assertThat(CodelistExtensions.matches("A%A", "A")).isFalse();
        assertThat(CodelistExtensions.matches("%", "")).isTrue();
    }

    private static List<String> ids(Codelist list) {
        return resolve(list).items().stream().map(Code::id).toList();
    }

    private static Codelist resolve(Codelist list) {
        return CodelistExtensions.resolve(
                list, urn -> urn.equals(REASONS.urn()) ? Optional.of(REASONS) : Optional.empty());
    }

    private static Extension extension(String prefix, boolean inclusive, Extension.Member... members) {
        return new Extension(
                Urn.of(ArtefactClass.CODELIST, "MIG", "CL_REASON", "1.0.0"), prefix, inclusive, List.of(members));
    }

    private static Extension.Member member(String value, CascadeValues cascade) {
        return new Extension.Member(value, cascade);
    }

    private static Codelist list(String id, List<Extension> extensions, String... codes) {
        List<Code> items = Stream.of(codes)
                .map(text -> text.split(">", 2))
                .map(part -> new Code(
                        Naming.of(part[0], new LocalisedText(Map.of("en", part[0]))),
                        part.length == 2 ? Optional.of(part[1]) : Optional.empty()))
                .toList();
        return new Codelist(
                Maintenance.of("MIG", Version.parse("1.0.0"), Naming.of(id, LocalisedText.of("en", id))),
                false,
                items,
                extensions);
    }
}
