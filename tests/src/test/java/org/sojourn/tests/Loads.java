package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sojourn.tests.Client.Answer;

/**
 * Uploads for two dataflows, and what must be there after each: computed by hand, apart from everything that the server does.
 */
final class Loads {
    static final String STRUCTURE_TYPE = "application/vnd.sdmx.structure+xml;version=2.1";
    static final String UPLOAD_TYPE = "application/vnd.sdmx.data+csv;version=2.0.0";
    static final String CSV = "application/vnd.sdmx.data+csv;version=1.0.0";
    static final String FLOW_A = "DF_A";
    static final String FLOW_B = "DF_B";
    private static final int MANY = 2_500;

    /** What one flow holds: {@code AREA.PERIOD} to {@code VALUE,STATUS,NOTE}. */
    private static final class Flow {
        final SortedMap<String, String[]> observations = new TreeMap<>();
        String note = "";

        SortedMap<String, String> shown() {
            SortedMap<String, String> shown = new TreeMap<>();
            observations.forEach((key, values) -> shown.put(key, values[0] + "," + values[1] + "," + note));
            return shown;
        }
    }

    /** Everything after some of the loads. */
    record State(SortedMap<String, String> a, SortedMap<String, String> b) {}

    private final Flow a = new Flow();
    private final Flow b = new Flow();
    private final List<String> messages = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private StringBuilder message = new StringBuilder();

    /** The loads, in the order in which they are to be sent. */
    Loads() {
        done(); // nothing yet
        for (String area : List.of("FR", "TN", "KE", "PT")) {
            for (int year = 2000; year < 2005; year++) {
                put(FLOW_A, "M", area, year, area.hashCode() % 1000 + year + ".50", "", "first");
            }
        }
        done();
        for (int year = 2003; year < 2007; year++) {
            put(FLOW_A, "M", "FR", year, "-" + year + ".0", "P", "");
        }
        put(FLOW_B, "M", "FR", 2000, "1", "", "other");
        put(FLOW_B, "M", "TN", 2000, "2", "E", "other");
        done();
        for (int i = 0; i < MANY; i++) { // several batches
            put(FLOW_B, "M", "X" + i, 2000, Integer.toString(i), "", "");
        }
        done();
        delete(FLOW_A, "FR", 2001);
        delete(FLOW_A, "PT");
        put(FLOW_A, "M", "TN", 2000, "", "P", "");
        done();
        put(FLOW_A, "R", "TN", 2001, "7.00", "", "");
        put(FLOW_A, "M", "FR", 2002, "8", "E", "last");
        for (int i = MANY / 2; i < MANY; i++) {
            put(FLOW_B, "M", "X" + i, 2000, i + ".5", "P", "");
            put(FLOW_B, "M", "X" + i, 2001, Integer.toString(-i), "", "");
        }
        done();
    }

    /** How many there are. */
    int count() {
        return messages.size() - 1;
    }

    /** The body of a load, from 1 on, as {@link #UPLOAD_TYPE}. */
    String message(int number) {
        return messages.get(number);
    }

    /** What is there after a load; 0 is before the first. */
    State after(int number) {
        return states.get(number);
    }

    /** Sends the structures that all loads need. */
    static void sendStructures(Client client) throws IOException, InterruptedException {
        Answer answer = client.post("/sdmx/v2/structure", STRUCTURE_TYPE, STRUCTURES);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Sends one load. */
    Answer send(Client client, int number) throws IOException, InterruptedException {
        return client.post("/sdmx/v2/data", UPLOAD_TYPE, message(number));
    }

    /** What a server answers for all of both flows. */
    static State held(Client client) throws IOException, InterruptedException {
        return new State(held(client, FLOW_A), held(client, FLOW_B));
    }

    private static SortedMap<String, String> held(Client client, String flow) throws IOException, InterruptedException {
        Answer answer = client.get("/sdmx/v1/data/" + flow, CSV);
        SortedMap<String, String> held = new TreeMap<>();
        if (answer.status() == 404) {
            return held;
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> lines = answer.body().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("DATAFLOW,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE");
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(",", -1);
            assertThat(held.put(parts[2] + "." + parts[3], parts[4] + "," + parts[5] + "," + parts[6]))
                    .as("a second row for " + line)
                    .isNull();
        }
        return held;
    }

    /** Answers in several formats of both interfaces, history included, with their validators. */
    static Set<Answer> answers(Client client) throws IOException, InterruptedException {
        Set<Answer> answers = new LinkedHashSet<>();
        for (String flow : List.of(FLOW_A, FLOW_B)) {
            String v1 = "/sdmx/v1/data/CRASH," + flow;
            String v2 = "/sdmx/v2/data/dataflow/CRASH/" + flow + "/1.0.0/";
            answers.add(client.get(v1, CSV));
            answers.add(client.get(v1 + "/A.FR+TN", "application/vnd.sdmx.genericdata+xml;version=2.1"));
            answers.add(client.get(v2 + "*", "application/vnd.sdmx.data+json;version=2.0.0"));
            answers.add(client.get(v2 + "*?includeHistory=true", "application/vnd.sdmx.data+xml;version=3.0.0"));
        }
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 && answer.etag().isPresent());
        return answers;
    }

    private Flow flow(String id) {
        return id.equals(FLOW_A) ? a : b;
    }

    private void row(String flow, String action, String area, String period, String rest) {
        message.append(
                "dataflow,CRASH:" + flow + "(1.0.0)," + action + ",A," + area + "," + period + "," + rest + "\n");
    }

    private void put(String id, String action, String area, int year, String value, String status, String note) {
        row(id, action, area, Integer.toString(year), value + "," + status + "," + note);
        Flow flow = flow(id);
        String[] values = flow.observations.computeIfAbsent(area + "." + year, k -> new String[] {"", ""});
        boolean replace = action.equals("R");
        values[0] = value.isEmpty() && !replace ? values[0] : value;
        values[1] = status.isEmpty() && !replace ? values[1] : status;
        flow.note = note.isEmpty() ? flow.note : note;
    }

    private void delete(String id, String area, int year) {
        row(id, "D", area, Integer.toString(year), ",,");
        flow(id).observations.remove(area + "." + year);
    }

    private void delete(String id, String area) {
        row(id, "D", area, "", ",,");
        flow(id).observations.keySet().removeIf(key -> key.startsWith(area + "."));
    }

    private void done() {
        messages.add("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n" + message);
        message = new StringBuilder();
        states.add(new State(a.shown(), b.shown()));
    }

    private static final String STRUCTURES = """
            <m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
                xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
              <m:Header><m:ID>CRASH</m:ID><m:Test>false</m:Test><m:Prepared>2026-01-01T00:00:00Z</m:Prepared>
                <m:Sender id="TEST"/></m:Header>
              <m:Structures>
                <s:Dataflows>
                  <s:Dataflow id="DF_A" agencyID="CRASH" version="1.0.0"><c:Name>A</c:Name>
                    <s:Structure><Ref agencyID="CRASH" id="DSD" version="1.0.0"/></s:Structure></s:Dataflow>
                  <s:Dataflow id="DF_B" agencyID="CRASH" version="1.0.0"><c:Name>B</c:Name>
                    <s:Structure><Ref agencyID="CRASH" id="DSD" version="1.0.0"/></s:Structure></s:Dataflow>
                </s:Dataflows>
                <s:Concepts><s:ConceptScheme id="CS" agencyID="CRASH" version="1.0.0"><c:Name>Concepts</c:Name>
                  <s:Concept id="FREQ"><c:Name>Frequency</c:Name></s:Concept>
                  <s:Concept id="AREA"><c:Name>Area</c:Name></s:Concept>
                  <s:Concept id="TIME_PERIOD"><c:Name>Time period</c:Name></s:Concept>
                  <s:Concept id="OBS_VALUE"><c:Name>Value</c:Name></s:Concept>
                  <s:Concept id="STATUS"><c:Name>Status</c:Name></s:Concept>
                  <s:Concept id="NOTE"><c:Name>Note</c:Name></s:Concept>
                </s:ConceptScheme></s:Concepts>
                <s:DataStructures><s:DataStructure id="DSD" agencyID="CRASH" version="1.0.0"><c:Name>DSD</c:Name>
                  <s:DataStructureComponents>
                    <s:DimensionList id="DimensionDescriptor">
                      <s:Dimension id="FREQ" position="1">%1$s</s:Dimension>
                      <s:Dimension id="AREA" position="2">%2$s</s:Dimension>
                      <s:TimeDimension id="TIME_PERIOD" position="3">%3$s<s:LocalRepresentation>
                        <s:TextFormat textType="ObservationalTimePeriod"/></s:LocalRepresentation></s:TimeDimension>
                    </s:DimensionList>
                    <s:AttributeList id="AttributeDescriptor">
                      <s:Attribute id="STATUS" assignmentStatus="Conditional">%4$s<s:AttributeRelationship>
                        <s:PrimaryMeasure><Ref id="OBS_VALUE"/></s:PrimaryMeasure></s:AttributeRelationship></s:Attribute>
                      <s:Attribute id="NOTE" assignmentStatus="Conditional">%5$s<s:AttributeRelationship>
                        <s:None/></s:AttributeRelationship></s:Attribute>
                    </s:AttributeList>
                    <s:MeasureList id="MeasureDescriptor"><s:PrimaryMeasure id="OBS_VALUE">%6$s</s:PrimaryMeasure>
                    </s:MeasureList>
                  </s:DataStructureComponents></s:DataStructure></s:DataStructures>
              </m:Structures>
            </m:Structure>
            """.formatted(
                    concept("FREQ"),
                    concept("AREA"),
                    concept("TIME_PERIOD"),
                    concept("STATUS"),
                    concept("NOTE"),
                    concept("OBS_VALUE"));

    private static String concept(String id) {
        return "<s:ConceptIdentity><Ref agencyID=\"CRASH\" maintainableParentID=\"CS\""
                + " maintainableParentVersion=\"1.0.0\" id=\"" + id + "\"/></s:ConceptIdentity>";
    }
}
