package org.sojourn.data.json;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.Fixtures;
import org.sojourn.data.SpecCases;

class JsonSpecCasesTest {

    static Stream<Path> cases() throws IOException, URISyntaxException {
        return SpecCases.of(JsonSpecCasesTest.class, "json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEachClauseAsItIsMeant(Path message) throws IOException {
        SpecCases.check(message, (in, problems) -> new JsonDataReader(in, Fixtures.LOOKUP, problems));
    }
}
