package org.sojourn.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sojourn.data.MessageHeader;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.format.StructureFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport.Outcome;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

class SubmissionServiceTest {

    private SystemOfRecord records;
    private SubmissionService service;
    private int published;
    private boolean reading = true;

    @BeforeEach
    void open() {
        records = SystemOfRecord.open(DatabaseAddress.inMemory());
        service = new SubmissionService(records, () -> {
            if (!reading) {
                throw new IllegalStateException("the readers cannot follow");
            }
            published++;
        });
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void whatAFormatCannotCarryDoesNotLookLikeAChange() throws IOException {
        store(shipped());
        long seq = records.artefacts().newest().seq();
        for (StructureFormat format : List.of(
                StructureFormat.ML_2_1,
                StructureFormat.ML_3_0,
                StructureFormat.ML_3_1,
                StructureFormat.JSON_2_0,
                StructureFormat.JSON_2_1)) {
            SubmissionReport report = service.structures(written(shipped(), format), UploadFormats.ANY, false);
            assertThat(report.problems()).as(format.formatName()).isEmpty();
            assertThat(report.outcome()).as(format.formatName()).isEqualTo(Outcome.UNCHANGED);
        }
        assertThat(records.artefacts().newest().seq()).isEqualTo(seq);
        assertThat(published).isEqualTo(1);
    }

    @Test
    void aStableVersionMayNotChange() {
        store(List.of(list("1.0.0", false, "A", "B")));
        SubmissionReport report = put(list("1.0.0", false, "A"));
        assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(report.problems()).extracting(Problem::rule).containsExactly("stable-version");
        assertThat(stored("1.0.0")).containsExactly("A", "B");
    }

    @Test
    void aDraftAndALegacyVersionMayChange() {
        store(List.of(list("1.0.0-draft", false, "A"), list("1.0", false, "A")));
        assertThat(put(list("1.0.0-draft", false, "B")).outcome()).isEqualTo(Outcome.STORED);
        assertThat(put(list("1.0", false, "B")).outcome()).isEqualTo(Outcome.STORED);
        assertThat(stored("1.0")).containsExactly("B");
    }

    @Test
    void aPartialSchemeAddsAndReplacesAndRemovesNothing() {
        store(List.of(list("1.0", false, "A", "B")));
        assertThat(put(list("1.0", true, "B", "C")).outcome()).isEqualTo(Outcome.STORED);
        assertThat(stored("1.0")).containsExactly("A", "B", "C");
    }

    @Test
    void aDanglingReferenceIsRefusedAndNothingIsStored() throws IOException {
        List<MaintainableArtefact> flows =
                shipped().stream().filter(a -> a.id().equals("DF_STK_BIL")).toList();
        SubmissionReport report = service.structures(flows, false, new Problems());
        assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(report.problems()).extracting(Problem::rule).contains("unresolved-reference");
        assertThat(records.artefacts().newest().catalogue().artefacts()).isEmpty();
    }

    @Test
    void aDryRunTellsAndStoresNothing() {
        SubmissionReport report = service.structures(List.of(list("1.0", false, "A")), true, new Problems());
        assertThat(report.outcome()).isEqualTo(Outcome.STORED);
        assertThat(report.artefacts())
                .extracting(SubmissionReport.Artefact::change)
                .containsExactly("INSERTED");
        assertThat(records.artefacts().newest().catalogue().artefacts()).isEmpty();
        assertThat(published).isZero();
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() throws IOException {
        SubmissionReport report = service.structures(bytes("<Structure><oops"), UploadFormats.ANY, false);
        assertThat(report.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(report.problems().getFirst().message()).contains("line 1");
    }

    @Test
    void dataWithoutProviderGoUnderTheOnlyAgreementOfTheirFlow() throws IOException {
        store(shipped());
        SubmissionReport report = csv("A,FR,STK_MIG,DZ,CTBZ,IMG,RES,_T,_T,2024,1,PS,0,M,E,E");
        assertThat(report.problems()).extracting(Problem::rule).containsExactly("agreement-supposed");
        assertThat(report.datasets())
                .extracting(SubmissionReport.Dataset::dataset)
                .containsExactly("MIG:DF_STK_BIL(1)/MIG:PA_STK_BIL_UNDESA(1)");
    }

    /** The database may die between its commit and the reading of what was committed: the sender then sends again. */
    @Test
    void whatIsSentAgainIsAnsweredOnlyWhenReadersSeeIt() throws IOException {
        store(shipped());
        String rows = "A,FR,STK_MIG,DZ,CTBZ,IMG,RES,_T,_T,2024,1,PS,0,M,E,E";
        reading = false;
        assertThatThrownBy(() -> csv(rows)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> csv(rows)).isInstanceOf(IllegalStateException.class);
        reading = true;
        int before = published;
        assertThat(csv(rows).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(published).isEqualTo(before + 1);
    }

    @Test
    void oneWrongCodeRefusesTheWholeMessage() throws IOException {
        store(shipped());
        SubmissionReport report = csv("A,FR,STK_MIG,DZ,CTBZ,IMG,RES,_T,_T,2024,1,PS,0,M,E,E\n"
                + "A,FRR,STK_MIG,DZ,CTBZ,IMG,RES,_T,_T,2024,1,PS,0,M,E,E");
        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        Problem problem = report.problems().stream()
                .filter(p -> p.rule().equals("unknown-code"))
                .findFirst()
                .orElseThrow();
        assertThat(problem.location().line()).isEqualTo(3);
        assertThat(problem.seriesKey()).isEqualTo("A.FRR.STK_MIG.DZ.CTBZ.IMG.RES._T._T");
        assertThat(records.data().datasets()).isEmpty();
    }

    @Test
    void dataOfAnUnknownFlowAreRefusedNamingIt() throws IOException {
        SubmissionReport report = csv("A,FR,STK_MIG,DZ,CTBZ,IMG,RES,_T,_T,2024,1,PS,0,M,E,E");
        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(report.problems().toString()).contains("MIG:DF_STK_BIL(1.0.0)");
    }

    private SubmissionReport csv(String rows) throws IOException {
        String header = "DATAFLOW,FREQ,REF_AREA,MEASURE,COUNTERPART_AREA,ORIGIN_CRIT,POP_UNIVERSE,MOBILITY,SEX,AGE,"
                + "TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,TIME_PER_COLLECT,OBS_STATUS,NATURE\n";
        return service.data(
                bytes(header + rows.replaceAll("(?m)^", "MIG:DF_STK_BIL(1.0.0),") + "\n"),
                UploadFormats.ANY,
                Optional.empty(),
                false);
    }

    private SubmissionReport put(MaintainableArtefact artefact) {
        return service.structures(List.of(artefact), false, new Problems());
    }

    private void store(List<MaintainableArtefact> artefacts) {
        assertThat(service.structures(artefacts, false, new Problems()).outcome())
                .isEqualTo(Outcome.STORED);
    }

    private List<String> stored(String version) {
        Codelist list = (Codelist) records.artefacts()
                .newest()
                .catalogue()
                .exactly(list(version, false).urn())
                .orElseThrow();
        return list.items().stream().map(Code::id).toList();
    }

    private static List<MaintainableArtefact> shipped() throws IOException {
        List<MaintainableArtefact> all = new ArrayList<>();
        for (String file : MigrationStructures.files()) {
            try (InputStream in = MigrationStructures.open(file)) {
                all.addAll(StructureMessages.read(in, new Problems()).artefacts());
            }
        }
        return all;
    }

    private static InputStream written(List<MaintainableArtefact> artefacts, StructureFormat format)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(
                new StructureMessage(MessageHeader.of("T", "2026-01-01T00:00:00Z", "T"), artefacts, List.of()),
                format,
                StructureWriterOptions.COMPACT,
                out,
                new Problems());
        return new ByteArrayInputStream(out.toByteArray());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Codelist list(String version, boolean partial, String... codes) {
        return new Codelist(
                Maintenance.of("MIG", Version.parse(version), naming("CL_TEST")),
                partial,
                List.of(codes).stream()
                        .map(c -> new Code(naming(c), Optional.empty()))
                        .toList(),
                List.of());
    }

    private static Naming naming(String id) {
        return Naming.of(id, LocalisedText.of("en", id));
    }
}
