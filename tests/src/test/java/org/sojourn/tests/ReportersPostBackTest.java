package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/**
 * Answers that hold what several report of one flow, posted back unchanged, change nothing: everybody's data are taken for
 * their own. Two offices report it, one of them under two agreements, and there may be data of nobody from before.
 */
class ReportersPostBackTest {

    private static final byte[] REPORTERS = Permits.resource("permits-reporters.xml");
    private static final String HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,REASON,TIME_PERIOD,OBS_VALUE\n";

    private enum Reporter {
        NOBODY("dataflow,NSO:DF_PERMITS(1.0.0)"),
        NORTH("dataprovision,NSO:PA_NORTH(1.0.0)"),
        REVISED("dataprovision,NSO:PA_NORTH_REVISED(1.0.0)"),
        SOUTH("dataprovision,NSO:PA_SOUTH(1.0.0)");

        private final String structure;

        Reporter(String structure) {
            this.structure = structure;
        }

        /** A series that all have, with values of their own. */
        String rows() {
            return structure + ",M,A,FR,WORK,2020," + ordinal() + "\n" + structure + ",M,A,FR,WORK,2021," + ordinal()
                    + ".5\n";
        }
    }

    private enum Store {
        H2,
        MARIADB
    }

    @TempDir
    private Path folder;

    private Exchange open(Store store) {
        if (store == Store.H2) {
            return Exchange.open(folder);
        }
        MariaDb database = MariaDb.shared();
        return Exchange.start(
                folder,
                "open",
                "true",
                "database.url",
                database.freshDatabase(),
                "database.user",
                database.user(),
                "database.password",
                database.password());
    }

    private static Stream<Arguments> cases() {
        List<List<Reporter>> groups = List.of(
                List.of(Reporter.NORTH),
                List.of(Reporter.REVISED),
                List.of(Reporter.NORTH, Reporter.SOUTH),
                List.of(Reporter.NORTH, Reporter.REVISED),
                List.of(Reporter.NOBODY, Reporter.NORTH),
                List.of(Reporter.values()));
        return Arrays.stream(Store.values()).flatMap(store -> groups.stream().map(who -> Arguments.of(store, who)));
    }

    private static Exchange.Answer upload(Exchange server, List<Reporter> who) {
        String rows = HEAD + String.join("", who.stream().map(Reporter::rows).toList());
        return server.postData(DataFormat.CSV_2_1, rows.getBytes(StandardCharsets.UTF_8));
    }

    private static void fill(Exchange server, List<Reporter> who) {
        server.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
        if (who.contains(Reporter.NOBODY)) {
            upload(server, List.of(Reporter.NOBODY)).expect(200);
        }
        server.postStructures(StructureFormat.ML_3_1, REPORTERS).expect(201);
        upload(server, who).expect(200);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everybodysDataAreTakenForTheirOwn(Store store, List<Reporter> who) {
        try (Exchange server = open(store)) {
            fill(server, who);
            if (store == Store.H2 && who.contains(Reporter.REVISED)) {
                server.checkAnswers();
            }
            String held = server.get("/api/holdings").text();
            for (DataFormat format : DataFormat.values()) {
                back(server, "/sdmx/v2/data/dataflow/" + Permits.FLOW, format, who);
                back(server, "/sdmx/v2/data/datastructure/NSO/DSD_PERMITS", format, who);
                back(server, "/sdmx/v1/data/DF_PERMITS", format, who);
                List<Reporter> named =
                        who.stream().filter(r -> r != Reporter.NOBODY).toList();
                back(server, "/sdmx/v2/data/provisionagreement/NSO/*/*", format, named);
                back(server, "/sdmx/v1/data/DF_PERMITS/all/NSO,NORTH+NSO,SOUTH", format, named);
            }
            assertThat(server.get("/api/holdings").text()).isEqualTo(held);
        }
    }

    private static void back(Exchange server, String query, DataFormat format, List<Reporter> who) {
        Exchange.Answer answer = server.get(query, "Accept", format.mediaType());
        if (format == DataFormat.ML_2_1_GENERIC_TS && answer.status() == 406) {
            assertThat(who).hasSizeGreaterThan(1); // its header has room for one structure
            assertThat(answer.text()).contains(DataFormat.ML_2_1_GENERIC.mediaType());
            return;
        }
        JsonNode report =
                server.postData(format, answer.expect(200).bytes()).expect(200).json();
        assertThat(report.path("outcome").asText())
                .as(query + " " + format + report)
                .isEqualTo("unchanged");
        assertThat(report.path("datasets").size())
                .as(query + " " + format + report)
                .isEqualTo(who.size());
        Exchange.Answer again = server.get(query, "Accept", format.mediaType()).expect(200);
        assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(again.text()).isEqualTo(answer.text());
    }

    @Test
    void aProviderWithSeveralAgreementsMustSayWhichUnlessOneHasData() {
        try (Exchange server = open(Store.H2)) {
            server.postStructures(StructureFormat.ML_3_1, Permits.STRUCTURES).expect(201);
            server.postStructures(StructureFormat.ML_3_1, REPORTERS).expect(201);
            upload(server, List.of(Reporter.SOUTH)).expect(200);
            byte[] ofNorth = new String(
                            server.get(
                                            "/sdmx/v2/data/dataflow/" + Permits.FLOW,
                                            "Accept",
                                            DataFormat.ML_3_1.mediaType())
                                    .expect(200)
                                    .bytes(),
                            StandardCharsets.UTF_8)
                    .replace("DATA_PROVIDERS(1.0).SOUTH", "DATA_PROVIDERS(1.0).NORTH")
                    .getBytes(StandardCharsets.UTF_8);
            Exchange.Answer refused =
                    server.postData(DataFormat.ML_3_1, ofNorth).expect(422);
            assertThat(refused.text()).contains("NSO:PA_NORTH(1.0.0), NSO:PA_NORTH_REVISED(1.0.0)");
            upload(server, List.of(Reporter.REVISED)).expect(200);
            Exchange.Answer taken = server.postData(DataFormat.ML_3_1, ofNorth).expect(200);
            assertThat(taken.json().path("datasets").toString()).contains("NSO:PA_NORTH_REVISED(1)");
            assertThat(taken.text()).contains("agreement-supposed");
        }
    }

    @Test
    void csv10NamesTheAgreementOfEachRowAndOtherColumnsOfThatNameAreLeftAlone() {
        try (Exchange server = open(Store.H2)) {
            fill(server, List.of(Reporter.NORTH, Reporter.SOUTH));
            String answer = server.get(
                            "/sdmx/v2/data/dataflow/" + Permits.FLOW + "?attributes=none",
                            "Accept",
                            DataFormat.CSV_1_0.mediaType())
                    .expect(200)
                    .text();
            assertThat(answer.lines().toList())
                    .first()
                    .asString()
                    .startsWith("DATAFLOW,FREQ,")
                    .endsWith(",PROVISION_AGREEMENT");
            assertThat(answer.lines().filter(l -> l.endsWith(",NSO:PA_NORTH(1.0.0)")))
                    .hasSize(2);
            assertThat(answer.lines().filter(l -> l.endsWith(",NSO:PA_SOUTH(1.0.0)")))
                    .hasSize(2);
            String wrong = answer.replace("NSO:PA_SOUTH(1.0.0)", "NSO:PA_EAST(1.0.0)");
            assertThat(server.postData(DataFormat.CSV_1_0, wrong.getBytes(StandardCharsets.UTF_8))
                            .expect(422)
                            .json()
                            .at("/problems/0/line")
                            .asInt())
                    .isEqualTo(4);
            String foreign = answer.replaceAll("NSO:PA_(NORTH|SOUTH)[(]1.0.0[)]", "oral");
            String report = server.post(
                            "/sdmx/v2/data?dryRun=true",
                            DataFormat.CSV_1_0.mediaType(),
                            foreign.lines()
                                    .limit(3)
                                    .reduce("", (a, b) -> a + b + "\n")
                                    .getBytes(StandardCharsets.UTF_8))
                    .expect(200)
                    .text();
            assertThat(report).contains("custom-column", "agreement-unnamed", "NSO:DF_PERMITS(1)\"");
        }
    }
}
