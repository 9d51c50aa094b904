package org.sojourn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.index.Availability;
import org.sojourn.index.MemoryDataStore;
import org.sojourn.index.ReadCopy;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.query.AttributeSelection;
import org.sojourn.query.AvailabilityQuery;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.query.MeasureSelection;
import org.sojourn.query.ProviderReference;
import org.sojourn.store.DatasetId;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.structure.Catalogue;

class DataQueryServiceTest {

    private static final DataStructureView FLOWS = Fixtures.TIME_SERIES;
    private static final DataStructureView CENSUS = Fixtures.WITHOUT_TIME;
    private static final Dataflow FLOW = FLOWS.dataflow().orElseThrow();
    private static final ProvisionAgreement FRENCH = agreement("PA_FR", "INSEE");
    private static final ProvisionAgreement GERMAN = agreement("PA_DE", "DESTATIS");

    @TempDir
    Path folder;

    private final MemoryDataStore store = new MemoryDataStore();
    private StructureState structures = state(1);
    private ReadCopy copy;
    private DataQueryService service;

    private static ProvisionAgreement agreement(String id, String provider) {
        return new ProvisionAgreement(
                Maintenance.of("TEST", Version.parse("1.0"), Naming.of(id, LocalisedText.of("en", id))),
                Optional.of(FLOW.urn()),
                Optional.of(Urn.of(ArtefactClass.DATA_PROVIDER_SCHEME, "TEST", "DATA_PROVIDERS", "1.0")
                        .item(ArtefactClass.DATA_PROVIDER, provider)));
    }

    private static StructureState state(long seq) {
        Catalogue catalogue = Catalogue.of(List.of(
                FLOWS.structure(), FLOW, CENSUS.structure(), CENSUS.dataflow().orElseThrow(), FRENCH, GERMAN));
        return new StructureState(catalogue, seq, Instant.parse("2020-01-01T00:00:00Z"));
    }

    @BeforeEach
    void publish() throws IOException {
        put(DatasetId.of(FLOW), FLOWS, "A.ES._T", "2001", "2002", "2003");
        put(DatasetId.of(FLOW, FRENCH), FLOWS, "A.FR._T", "2001", "2002");
        put(DatasetId.of(FLOW, GERMAN), FLOWS, "A.DE._T", "2001", "2002");
        put(DatasetId.of(CENSUS.dataflow().orElseThrow()), CENSUS, "FR.F", "Y1", "Y2");
        copy = ReadCopy.open(folder, store);
        service = new DataQueryService(copy, moment -> structures, "MIG");
    }

    @AfterEach
    void close() throws IOException {
        copy.close();
    }

    private void put(DatasetId id, DataStructureView view, String key, String... periods) {
        put(store, id, view, key, periods);
    }

    private static void put(
            MemoryDataStore store, DatasetId id, DataStructureView view, String key, String... periods) {
        store.publish(id, view, change -> {
            SeriesBlock block = new SeriesBlock(view);
            String[] codes = key.split("\\.");
            System.arraycopy(codes, 0, block.key(), 0, codes.length);
            for (String period : periods) {
                block.set(0, block.add(period, 0), Value.of("1.50"));
            }
            change.put(block, 0);
        });
    }

    private static DataSelection flow() {
        return DataSelection.of(Context.DATAFLOW, "TEST", FLOW.id(), VersionPattern.ALL);
    }

    /** Message, data sets and content as lines. */
    private static final class Told implements DataSink {
        final List<String> lines = new ArrayList<>();

        @Override
        public void start(MessageHeader header) {
            lines.add("message from " + header.sender().id());
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {
            lines.add("dataset " + header.reference().shortForm() + " "
                    + header.action().map(Action::name).orElse("-")
                    + header.dataProvider().map(p -> " by " + p.item()).orElse(""));
        }

        @Override
        public void attributes(AttributeBlock block) {
            lines.add("attributes " + block.attributes());
        }

        @Override
        public void series(SeriesBlock block) {
            List<String> periods = new ArrayList<>();
            for (int i = 0; i < block.size(); i++) {
                periods.add(block.period(i));
            }
            lines.add(block.keyText() + " " + periods);
        }

        @Override
        public void endDataset() {
            lines.add("end of dataset");
        }

        @Override
        public void end(List<FooterMessage> footer) {
            lines.add("end");
        }
    }

    private List<String> told(DataQuery query) throws IOException {
        try (DataAnswer answer = service.prepare(query)) {
            Told told = new Told();
            answer.transferTo(told);
            long content = told.lines.stream()
                    .filter(l -> l.contains("[") || l.startsWith("attributes"))
                    .count();
            assertThat(answer.isEmpty()).isEqualTo(content == 0);
            assertThat(told.lines).startsWith("message from MIG").endsWith("end");
            told.lines.removeIf(l -> l.startsWith("message") || l.startsWith("end"));
            return told.lines;
        }
    }

    @Test
    void showsAllDataSetsOfADataflowSideBySide() throws IOException {
        assertThat(told(DataQuery.of(flow())))
                .containsExactly(
                        "dataset TEST:DF_FLOWS(1.0) REPLACE",
                        "A.ES._T [2001, 2002, 2003]",
                        "dataset TEST:DF_FLOWS(1.0) REPLACE by DESTATIS",
                        "A.DE._T [2001, 2002]",
                        "dataset TEST:DF_FLOWS(1.0) REPLACE by INSEE",
                        "A.FR._T [2001, 2002]");
    }

    @Test
    void sendsOneDataSetForEachAgreementWhenAskedByAgreement() throws IOException {
        assertThat(told(DataQuery.of(DataSelection.of(Context.PROVISION_AGREEMENT))))
                .containsExactly(
                        "dataset TEST:PA_DE(1.0) REPLACE by DESTATIS",
                        "A.DE._T [2001, 2002]",
                        "dataset TEST:PA_FR(1.0) REPLACE by INSEE",
                        "A.FR._T [2001, 2002]");
    }

    /** What is uploaded for the flow belongs there anyway, and widespread clients stumble over a provider. */
    @Test
    void namesNoProviderWhereTheFlowHasOneDataSetOfOneAgreement() throws IOException {
        MemoryDataStore single = new MemoryDataStore();
        put(single, DatasetId.of(FLOW, FRENCH), FLOWS, "A.FR._T", "2001");
        try (ReadCopy only = ReadCopy.open(folder.resolve("single"), single)) {
            StructureState one = new StructureState(
                    Catalogue.of(List.of(FLOWS.structure(), FLOW, FRENCH)), 1, Instant.parse("2020-01-01T00:00:00Z"));
            service = new DataQueryService(only, moment -> one, "MIG");
            assertThat(told(DataQuery.of(flow()))).contains("dataset TEST:" + FLOW.id() + "(1.0) REPLACE");
            service = new DataQueryService(only, moment -> structures, "MIG"); // two agreements
            assertThat(told(DataQuery.of(flow()))).contains("dataset TEST:" + FLOW.id() + "(1.0) REPLACE by INSEE");
        }
    }

    @Test
    void sendsTheAgreementsOfAProvider() throws IOException {
        assertThat(told(DataQuery.of(flow().withProviders(List.of(ProviderReference.of("TEST", "INSEE"))))))
                .containsExactly("dataset TEST:PA_FR(1.0) REPLACE by INSEE", "A.FR._T [2001, 2002]");
        assertThat(told(DataQuery.of(flow().withProviders(List.of(ProviderReference.of("OTHER", "INSEE"))))))
                .isEmpty();
    }

    @Test
    void sendsAllDataOfADataStructureUnderItsName() throws IOException {
        assertThat(told(DataQuery.of(
                        DataSelection.of(Context.DATA_STRUCTURE, "TEST", "CENSUS", VersionPattern.NEWEST))))
                .containsExactly("dataset TEST:CENSUS(1.0) REPLACE", "FR.F [Y1, Y2]");
    }

    @Test
    void leavesOutDataSetsWithoutContentAndThoseThatLackTheFilteredComponent() throws IOException {
        DataSelection any = DataSelection.of(Context.ANY);
        assertThat(told(DataQuery.of(any.withFilters(List.of(ComponentFilter.oneOf("AGE", "Y2"))))))
                .containsExactly("dataset TEST:DF_CENSUS(1.0) REPLACE", "FR.F [Y2]");
        assertThat(told(DataQuery.of(any.withKeys(List.of(KeyFilter.of("", "FR", ""))))))
                .containsExactly("dataset TEST:DF_FLOWS(1.0) REPLACE by INSEE", "A.FR._T [2001, 2002]");
    }

    @Test
    void countsAPageThroughAllDataSets() throws IOException {
        DataQuery page = DataQuery.of(flow()).page(2, OptionalLong.of(2), List.of());
        assertThat(told(page))
                .containsExactly(
                        "dataset TEST:DF_FLOWS(1.0) REPLACE",
                        "A.ES._T [2003]",
                        "dataset TEST:DF_FLOWS(1.0) REPLACE by DESTATIS",
                        "A.DE._T [2001]");
        try (DataAnswer answer = service.prepare(page)) {
            assertThat(answer.counts().observations()).isEqualTo(2);
            assertThat(answer.counts().series()).isEqualTo(2);
        }
        assertThat(told(DataQuery.of(flow()).page(7, OptionalLong.empty(), List.of())))
                .containsExactly("dataset TEST:DF_FLOWS(1.0) REPLACE"); // nothing, in one data set
    }

    @Test
    void mergesWhenOnlySomeComponentsAreAskedFor() throws IOException {
        assertThat(told(DataQuery.of(flow()).showing(AttributeSelection.NONE, MeasureSelection.ALL)))
                .startsWith("dataset TEST:DF_FLOWS(1.0) MERGE");
    }

    @Test
    void tellsAnUnknownArtefactFromOneWithoutData() throws IOException {
        try (DataAnswer answer =
                service.prepare(DataQuery.of(DataSelection.of(Context.DATAFLOW, "TEST", "NONE", VersionPattern.ALL)))) {
            assertThat(answer.known()).isFalse();
            assertThat(answer.isEmpty()).isTrue();
        }
        try (DataAnswer answer = service.prepare(DataQuery.of(flow().withKeys(List.of(KeyFilter.of("Z", "", "")))))) {
            assertThat(answer.known()).isTrue();
            assertThat(answer.isEmpty()).isTrue();
        }
    }

    @Test
    void namesWhatThereIsWhenAComponentOrPositionIsUnknown() {
        assertThatThrownBy(() -> service.prepare(
                        DataQuery.of(flow().withFilters(List.of(ComponentFilter.oneOf("COLOUR", "RED"))))))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.SEMANTIC))
                .hasMessageContaining("COLOUR")
                .hasMessageContaining("REF_AREA");
        assertThatThrownBy(() ->
                        service.prepare(DataQuery.of(flow().withKeys(List.of(KeyFilter.of("A", "FR", "F", "X"))))))
                .hasMessageContaining("more parts")
                .hasMessageContaining("FREQ.REF_AREA.SEX");
        assertThatThrownBy(() -> service.prepare(
                        DataQuery.of(flow()).showing(AttributeSelection.ofIds("NOTE"), MeasureSelection.ALL)))
                .hasMessageContaining("NOTE");
        assertThatThrownBy(() -> service.prepare(DataQuery.of(flow()).withDimensionAtObservation(Optional.of("PLACE"))))
                .hasMessageContaining("PLACE");
    }

    @Test
    void answersTheSameQueryWithTheSameHeaderUntilItsDataChange() throws IOException {
        DataQuery query = DataQuery.of(flow().withKeys(List.of(new KeyFilter(List.of(Set.of("A", "Q"), Set.of())))));
        DataQuery same = DataQuery.of(flow().withKeys(List.of(new KeyFilter(List.of(Set.of("Q", "A"))))));
        AnswerState before;
        MessageHeader header;
        try (DataAnswer answer = service.prepare(query);
                DataAnswer again = service.prepare(same)) {
            before = answer.state();
            header = answer.header();
            assertThat(again.state()).isEqualTo(before);
            assertThat(again.header()).isEqualTo(header);
            assertThat(header.prepared()).isEqualTo("2025-01-01T00:00:03Z");
            assertThat(header.id()).matches("[A-Za-z0-9]+");
            assertThat(before.lastModified()).isEqualTo(Instant.parse("2025-01-01T00:00:03Z"));
        }
        put(DatasetId.of(CENSUS.dataflow().orElseThrow()), CENSUS, "FR.M", "Y1");
        copy.follow();
        try (DataAnswer answer = service.prepare(query)) {
            assertThat(answer.state()).isEqualTo(before); // another data set changed
        }
        put(DatasetId.of(FLOW), FLOWS, "A.IT._T", "2001");
        copy.follow();
        try (DataAnswer answer = service.prepare(query);
                DataAnswer other = service.prepare(query.withEnds(OptionalInt.of(1), OptionalInt.empty()))) {
            assertThat(answer.state().dataSeq()).isEqualTo(6);
            assertThat(answer.header().id()).isNotEqualTo(header.id());
            assertThat(other.header().id()).isNotEqualTo(answer.header().id());
        }
        structures = state(9);
        try (DataAnswer answer = service.prepare(query)) {
            assertThat(answer.state().structureSeq()).isEqualTo(9);
        }
    }

    @Test
    void sendsTheSameAnswerAgainWhateverIsPublishedMeanwhile() throws IOException {
        try (DataAnswer answer = service.prepare(DataQuery.of(flow()))) {
            Told first = new Told();
            answer.transferTo(first);
            put(DatasetId.of(FLOW), FLOWS, "A.ES._T", "2050");
            copy.follow();
            Told second = new Told();
            answer.transferTo(second);
            assertThat(second.lines).isEqualTo(first.lines);
        }
    }

    @Test
    void sendsAttributesOfTheWholeDataSet() throws IOException {
        store.publish(
                DatasetId.of(FLOW),
                FLOWS,
                change -> change.put(
                        new String[3], new AttributePack.Content(Map.of("SOURCE", Value.of("UN")), List.of())));
        copy.follow();
        assertThat(told(DataQuery.of(flow().withKeys(List.of(KeyFilter.of("A", "ES", ""))))))
                .containsExactly(
                        "dataset TEST:DF_FLOWS(1.0) REPLACE", "attributes {SOURCE=UN}", "A.ES._T [2001, 2002, 2003]");
    }

    private Map<String, Map<String, Availability.Count>> available(AvailabilityQuery.Mode mode, String... components)
            throws IOException {
        AvailabilityAnswer answer = service.availability(new AvailabilityQuery(
                flow().withKeys(List.of(KeyFilter.of("A", "FR", ""))), List.of(components), mode, Set.of()));
        assertThat(answer.known()).isTrue();
        assertThat(answer.available()).hasSize(1);
        return answer.available().getFirst().counts().values();
    }

    @Test
    void tellsWhatIsAvailableOverAllDataSetsOfADataflow() throws IOException {
        assertThat(available(AvailabilityQuery.Mode.EXACT).get("REF_AREA"))
                .isEqualTo(Map.of("FR", new Availability.Count(1, 2)));
        assertThat(available(AvailabilityQuery.Mode.AVAILABLE).get("REF_AREA"))
                .isEqualTo(Map.of(
                        "DE", new Availability.Count(1, 2),
                        "ES", new Availability.Count(1, 3),
                        "FR", new Availability.Count(1, 2)));
        assertThat(available(AvailabilityQuery.Mode.AVAILABLE, "SEX")).containsOnlyKeys("SEX");
    }

    private static Instant second(int seconds) {
        return Instant.parse("2025-01-01T00:00:00Z").plusSeconds(seconds);
    }

    /** One more period, one other value, one period less. */
    private void revise() throws IOException {
        store.publish(DatasetId.of(FLOW), FLOWS, change -> {
            SeriesBlock block = new SeriesBlock(FLOWS);
            System.arraycopy(new String[] {"A", "ES", "_T"}, 0, block.key(), 0, 3);
            block.set(0, block.add("2001", 0), Value.of("1.50"));
            block.set(0, block.add("2002", 0), Value.of("1.6"));
            block.set(0, block.add("2004", 0), Value.of("1.7"));
            change.put(block, 0);
        });
        copy.follow();
    }

    @Test
    void sendsWhatWasDeletedAndReplacedSinceAMoment() throws IOException {
        revise();
        assertThat(told(DataQuery.of(flow().withUpdatedAfter(Optional.of(second(4))))))
                .containsExactly(
                        "dataset TEST:DF_FLOWS(1.0) DELETE",
                        "A.ES._T [2003]",
                        "dataset TEST:DF_FLOWS(1.0) REPLACE",
                        "A.ES._T [2002, 2004]");
        assertThat(told(DataQuery.of(flow().withUpdatedAfter(Optional.of(second(4)))
                        .withFilters(List.of(ComponentFilter.oneOf("OBS_VALUE", "1.7"))))))
                .containsExactly("dataset TEST:DF_FLOWS(1.0) REPLACE", "A.ES._T [2004]");
        try (DataAnswer answer = service.prepare(DataQuery.of(flow().withUpdatedAfter(Optional.of(second(5)))))) {
            assertThat(answer.isEmpty()).isTrue();
            assertThat(answer.known()).isTrue();
        }
    }

    @Test
    void answersAsOfAMoment() throws IOException {
        revise();
        assertThat(told(DataQuery.of(flow().withAsOf(Optional.of(second(1))))))
                .containsExactly("dataset TEST:DF_FLOWS(1.0) REPLACE", "A.ES._T [2001, 2002, 2003]");
        try (DataAnswer answer = service.prepare(DataQuery.of(flow().withAsOf(Optional.of(second(4)))))) {
            assertThat(answer.state().dataSeq()).isEqualTo(3); // of the flow's data sets
            assertThat(answer.header().prepared()).isEqualTo(second(3).toString());
        }
        assertThat(told(DataQuery.of(flow().withAsOf(Optional.of(second(0)))))).isEmpty();
        assertThatThrownBy(() -> service.prepare(
                        DataQuery.of(flow().withAsOf(Optional.of(second(2))).withUpdatedAfter(Optional.of(second(3))))))
                .isInstanceOf(SdmxException.class);
    }

    @Test
    void sendsEachDisseminationWithItsValidity() throws IOException {
        revise();
        try (DataAnswer answer =
                service.prepare(DataQuery.of(DataSelection.of(Context.DATAFLOW, "TEST", FLOW.id(), VersionPattern.ALL)
                                .withKeys(List.of(KeyFilter.of("A", "ES"))))
                        .withHistory(true))) {
            Told told = new Told();
            answer.transferTo(told);
            assertThat(told.lines)
                    .filteredOn(l -> !l.startsWith("end") && !l.startsWith("message"))
                    .containsExactly(
                            "dataset TEST:DF_FLOWS(1.0) REPLACE",
                            "A.ES._T [2001, 2002, 2003]",
                            "dataset TEST:DF_FLOWS(1.0) DELETE",
                            "A.ES._T [2003]",
                            "dataset TEST:DF_FLOWS(1.0) REPLACE",
                            "A.ES._T [2002, 2004]");
            List<DatasetHeader> heads = answer.datasets();
            assertThat(heads.get(1).validFrom()).hasValue(second(1).toString());
            assertThat(heads.get(2).validTo()).hasValue(second(5).toString());
            assertThat(heads.get(3).validFrom()).hasValue(second(5).toString());
        }
    }
}
