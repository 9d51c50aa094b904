package org.sojourn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class V2GrammarTest extends GrammarContract {

    private final V2Grammar grammar = new V2Grammar(ZoneOffset.UTC);

    V2GrammarTest() {
        super("v2");
    }

    @Override
    ParsedQuery parse(String rawPath, String rawQuery) {
        return grammar.parse(rawPath, rawQuery);
    }

    @Override
    String print(Query query) {
        return grammar.print(query);
    }

    @RepeatedTest(20)
    void parsingInvertsPrinting(RepetitionInfo repetition) {
        RandomQueries queries = new RandomQueries(repetition.getCurrentRepetition(), true);
        for (int i = 0; i < 100; i++) {
            Query query = queries.next();
            String printed = print(query);
            assertThat(parse(printed).query()).as(printed).isEqualTo(query);
        }
    }

    @Test
    void leavesOutWhatHoldsTheDefault() {
        assertThat(print(parse("data/dataflow/*/*/*/*?attributes=dsd&measures=all&offset=0")
                        .query()))
                .isEqualTo("data/dataflow");
        assertThat(print(parse("structure/codelist/*/*/*/*").query())).isEqualTo("structure/codelist/*/*/*");
        assertThat(print(parse("structure/codelist/*/*/~").query())).isEqualTo("structure/codelist");
    }

    @Test
    void refusesToPrintCodesThatAKeyCannotHold() {
        for (String code : List.of("A.B", "A,B", "A+B", "*", "A B")) {
            Query query = DataQuery.of(DataSelection.of(Context.DATAFLOW).withKeys(List.of(KeyFilter.of("X", code))));
            assertThatThrownBy(() -> print(query)).hasMessageContaining("'" + code + "'");
        }
    }

    @Test
    void providersOfV1HaveNoWordHere() {
        Query query =
                new V1Grammar(ZoneOffset.UTC).parse("data/EXR/all/ECB", "").query();
        assertThatThrownBy(() -> print(query)).hasMessageContaining("v2 has no data providers");
    }
}
