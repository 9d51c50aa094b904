package org.sojourn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.model.SdmxException;

/** What holds for the URLs of both generations: the tables of cases, and that printing inverts parsing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GrammarContract {

    private final String name;

    GrammarContract(String name) {
        this.name = name;
    }

    abstract ParsedQuery parse(String rawPath, String rawQuery);

    abstract String print(Query query);

    ParsedQuery parse(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? parse(url, "") : parse(url.substring(0, mark), url.substring(mark + 1));
    }

    private static Stream<Arguments> rows(String file, int columns) {
        try (InputStream in = GrammarContract.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.copyOf(line.split("\\|"), columns))
                    .map(cells -> Arguments.of(Arrays.stream(cells)
                            .map(c -> c == null ? "" : c.strip())
                            .toArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Arguments> cases() {
        return rows(name + ".csv", 4);
    }

    Stream<Arguments> refusals() {
        return rows(name + "-refused.csv", 3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAsTheStandardSays(String url, String said, String ignored, String unsupported) {
        ParsedQuery parsed = parse(url);
        assertThat(Said.by(parsed.query())).isEqualTo(said);
        assertThat(String.join(",", parsed.ignored())).isEqualTo(ignored);
        assertThat(String.join(",", parsed.unsupported())).isEqualTo(unsupported);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsPrintedReadsAsTheSameQuery(String url) {
        Query query = parse(url).query();
        String printed = print(query);
        assertThat(printed).doesNotContain(" ");
        assertThat(parse(printed).query()).as(printed).isEqualTo(query);
        assertThat(print(parse(printed).query())).isEqualTo(printed);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAndSaysWhatIsAllowed(String url, int status, String named) {
        SdmxException refusal = catchThrowableOfType(SdmxException.class, () -> parse(url));
        assertThat(refusal).as("'%s' must be refused", url).isNotNull();
        assertThat(refusal.kind().status()).isEqualTo(status);
        assertThat(refusal.detail()).contains(named);
    }
}
