package org.sojourn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.sojourn.model.ref.VersionPattern;

class V1GrammarTest extends GrammarContract {

    private final V1Grammar grammar = new V1Grammar(ZoneOffset.UTC);

    V1GrammarTest() {
        super("v1");
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
        RandomQueries queries = new RandomQueries(repetition.getCurrentRepetition(), false);
        for (int i = 0; i < 100; i++) {
            Query query = queries.next();
            String printed = print(query);
            assertThat(parse(printed).query()).as(printed).isEqualTo(query);
        }
    }

    @Test
    void leavesOutWhatHoldsTheDefault() {
        assertThat(print(parse("data/all,EXR,latest/all/all?detail=full").query()))
                .isEqualTo("data/EXR");
        assertThat(print(parse("data/EXR/all/ECB").query())).isEqualTo("data/EXR/all/ECB");
        assertThat(print(parse("codelist/all/all/all/all").query())).isEqualTo("codelist/all/all/all");
    }

    @Test
    void timesWithoutOffsetAreThoseOfTheServer() {
        V1Grammar paris = new V1Grammar(ZoneId.of("Europe/Paris"));
        DataQuery query = (DataQuery)
                paris.parse("data/EXR", "updatedAfter=2024-07-01T00:00:00").query();
        assertThat(query.selection().updatedAfter()).contains(Instant.parse("2024-06-30T22:00:00Z"));
    }

    @Test
    void parametersOfTheFormGoToTheNegotiation() {
        ParsedQuery parsed = parse("data/EXR?format=csv&labels=name&detail=full&compression=gzip");
        assertThat(parsed.presentation()).isEqualTo(Map.of("format", "csv", "labels", "name", "compression", "gzip"));
        assertThat(parsed.ignored()).isEmpty();
    }

    @Test
    void saysWhatOnlyTheOtherGenerationCanExpress() {
        V2Grammar v2 = new V2Grammar(ZoneOffset.UTC);
        for (String url : List.of(
                "data/dataflow/ECB/EXR/1.0?c[FREQ]=A",
                "data/dataflow/ECB/EXR/1.0?offset=1",
                "data/dataflow/ECB/EXR/1.0/A,B",
                "data/provisionagreement/ECB/PA",
                "data/dataflow/ECB/EXR/1.0?attributes=TITLE",
                "data/dataflow/ECB/EXR/1.0?asOf=2020",
                "data/dataflow/ECB/EXR/+",
                "structure/valuelist",
                "structure/codelist/*/*/1.0?references=ancestors",
                "structure/codelist?detail=raw",
                "registration")) {
            int mark = url.indexOf('?');
            Query query = mark < 0
                    ? v2.parse(url, "").query()
                    : v2.parse(url.substring(0, mark), url.substring(mark + 1)).query();
            assertThatThrownBy(() -> print(query))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("v1 has");
        }
    }

    @Test
    void aQueryOfV1IsTheQueryOfV2ThatTheStandardCallsEqual() {
        V2Grammar v2 = new V2Grammar(ZoneOffset.UTC);
        Query old = parse("data/ECB,EXR,1.0/D.USD...?startPeriod=2010&endPeriod=2012&detail=serieskeysonly")
                .query();
        assertThat(v2.print(old))
                .isEqualTo(
                        "data/dataflow/ECB/EXR/1.0/D.USD.*.*.*?c[TIME_PERIOD]=ge:2010+le:2012&attributes=none&measures=none");
        Query same = v2.parse(
                        "data/dataflow/ECB/EXR/1.0/D.USD.*.*.*",
                        "c[TIME_PERIOD]=ge:2010+le:2012&attributes=none&measures=none")
                .query();
        assertThat(same).isEqualTo(old);
        assertThat(v2.print(parse("data/EXR/D.USD+JPY").query())).isEqualTo("data/dataflow/*/EXR/~/D.USD,D.JPY");
    }

    @Test
    void visibilityIsTheCallersAffair() {
        Query query = parse("data/EXR").query();
        assertThat(query.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(query.withVisibility(Visibility.FULL).visibility()).isEqualTo(Visibility.FULL);
        assertThat(((DataQuery) query).selection().versions()).containsExactly(VersionPattern.LATEST);
    }
}
