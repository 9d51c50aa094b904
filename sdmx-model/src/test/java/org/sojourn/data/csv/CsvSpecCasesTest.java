package org.sojourn.data.csv;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.Fixtures;
import org.sojourn.data.SpecCases;

class CsvSpecCasesTest {

    static Stream<Path> cases() throws IOException, URISyntaxException {
        return SpecCases.of(CsvSpecCasesTest.class, "csv");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEachClauseAsItIsMeant(Path message) throws IOException {
        SpecCases.check(message, (in, problems) -> new CsvDataReader(in, Fixtures.LOOKUP, problems));
    }
}
