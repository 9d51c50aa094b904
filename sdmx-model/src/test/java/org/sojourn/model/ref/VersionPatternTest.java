package org.sojourn.model.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionPatternTest {

    private static final List<Version> PUBLISHED = versions(
            "none, 1, 1.0, 1.3, 2.0, 2.1, 0.9.0, 1.0.0-draft, 1.0.0, 1.0.2, 1.2.0, 1.2.3, 1.3.0-beta, 2.0.0, 2.0.1, 2.4.0,"
                    + " 3.0.0-alpha");

    private static List<Version> versions(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .map(v -> Version.parse(v.equals("none") ? "" : v))
                .toList();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "version-patterns.csv", delimiter = '|')
    void choosesAsTheStandardSays(String pattern, String chosen) {
        List<Version> shuffled = new java.util.ArrayList<>(PUBLISHED);
        Collections.shuffle(shuffled, new Random(pattern.hashCode()));
        List<Version> expected = chosen == null ? List.of() : versions(chosen);
        assertThat(VersionPattern.parse(pattern).select(shuffled)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(VersionPattern.parse(pattern).select(shuffled)).isSortedAccordingTo(Collections.reverseOrder());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "version-patterns.csv", delimiter = '|')
    void printsWhatItParsed(String pattern) {
        assertThat(VersionPattern.parse(pattern)).hasToString(pattern).isEqualTo(VersionPattern.parse(pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+.2.3",
                "1.~.3",
                "*.2",
                "~.1.0",
                "+.0",
                "2.3+",
                "2.+",
                "+.+.0",
                "1.+.+",
                "~.*",
                "2+",
                "2~",
                "2*",
                "0+.1.0",
                "0.1.0+",
                "1.0.0.+",
                "01.+.0",
                "",
                "latest",
                "all",
                "1..+",
                "1.0.0-draft+",
                "1.x",
                "++",
                "v1",
                "1.+.0-beta",
                " +"
            })
    void refusesOtherFormsAndQuotesThem(String text) {
        assertThatThrownBy(() -> VersionPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void latestOfV1PassesOverDraftsUnlessThereIsNothingElse() {
        assertThat(VersionPattern.parseV1("latest").select(versions("1.0, 2.0.0-draft, 1.2.0")))
                .containsExactly(Version.parse("1.2.0"));
        assertThat(VersionPattern.parseV1("latest").select(versions("1.0.0-draft, 2.0.0-draft")))
                .containsExactly(Version.parse("2.0.0-draft"));
        assertThat(VersionPattern.parseV1("latest").select(List.of())).isEmpty();
    }

    @Test
    void v1KnowsAllAndLongNumbersAndNoSigns() {
        assertThat(VersionPattern.parseV1("all").select(PUBLISHED)).hasSameSizeAs(PUBLISHED);
        assertThat(VersionPattern.parseV1("1.0.0.5").select(versions("1.0.0.5, 1.0.0")))
                .containsExactly(Version.parse("1.0.0.5"));
        assertThatThrownBy(() -> VersionPattern.parseV1("~")).hasMessageContaining("'~'");
    }

    @Test
    void unionsAreSortedAndWithoutRepetition() {
        List<VersionPattern> patterns = Stream.of("1.0.+", "+", "*.0", "1.0.2")
                .map(VersionPattern::parse)
                .toList();
        assertThat(VersionPattern.select(patterns, versions("1.0.2, 1.0, 2.0.0, 1.0.0")))
                .containsExactlyElementsOf(versions("2.0.0, 1.0.2, 1.0"));
    }

    @Test
    void referencesBindLateWithPlusOnly() {
        assertThat(VersionPattern.parseReference("1.0.0+").select(versions("1.0.1, 1.1.0, 2.0.0, 1.0.5-x")))
                .containsExactly(Version.parse("1.0.1"));
        assertThat(VersionPattern.parseReference("2.1+.3").select(versions("2.0.9, 2.1.2, 2.4.0, 3.0.0")))
                .containsExactly(Version.parse("2.4.0"));
        assertThat(VersionPattern.parseReference("0.1.0+").select(versions("0.1.0, 0.1.4, 0.1.9-x")))
                .containsExactly(Version.parse("0.1.4"));
        assertThat(VersionPattern.parseReference("").select(versions("none, 2.0")))
                .containsExactly(Version.NONE);
        assertThat(VersionPattern.parseReference("*").select(versions("1.0, 2.0")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "1.0.~", "1.0.*", "latest", "1+.0+.0"})
    void referencesKnowNoOtherSigns(String text) {
        assertThatThrownBy(() -> VersionPattern.parseReference(text)).hasMessageContaining("'" + text + "'");
    }

    /** The forms that the machine-readable description of API 2.2 allows, said once more by its own regular expression. */
    private static final String STANDARD = "\\+|~(\\.0){0,2}|\\*(\\.0){0,2}|N(\\.N)?|N(\\.N){2}|\\+\\.0\\.0"
            + "|P(\\.\\+\\.0|\\+(\\.N){2}|\\.N(\\.\\+|\\+\\.N|\\.N\\+))"
            + "|N((\\*|~)(\\.N){1,2}|\\.(\\*|~)(\\.0)?|\\.N((\\*|~)(\\.N)?|\\.N?(\\*|~)))";

    static Stream<String> randomTexts() {
        Random random = new Random(20);
        String[] pieces = {"0", "1", "2", "12", "+", "~", "*", "1+", "0+", "2~", "0~", "3*", "0*"};
        return Stream.generate(() -> random.ints(1 + random.nextInt(3), 0, pieces.length)
                        .mapToObj(i -> pieces[i])
                        .collect(java.util.stream.Collectors.joining(".")))
                .distinct()
                .limit(600);
    }

    @ParameterizedTest
    @MethodSource("randomTexts")
    void allowsExactlyWhatTheStandardAllows(String text) {
        boolean allowed = text.matches(STANDARD.replace("N", "(0|[1-9]\\d*)").replace("P", "([1-9]\\d*)"));
        if (allowed) {
            assertThat(VersionPattern.parse(text)).hasToString(text);
        } else {
            assertThatThrownBy(() -> VersionPattern.parse(text)).hasMessageContaining("'" + text + "'");
        }
    }
}
