package org.sojourn.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RowAssembler;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Component;
import org.sojourn.model.Dataflow;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads SDMX-CSV 1.0, 2.0 and 2.1; the header row tells which. A change of artefact or action begins a new data set.
 *
 * <p>Broken text (an unclosed quote, no header row) throws; a row that cannot be read is an ERROR and is left out, so that one
 * pass finds all of them. A format that carries no message header gets a made-up one.
 */
public final class CsvDataReader implements DataSource {

    private static final Pattern ARTEFACT = Pattern.compile("([^:()\\s]+):([^:()\\s]+?)(?:\\(([^()]*)\\))?");

    private final InputStream in;
    private final StructureLookup lookup;
    private final Problems problems;
    private final boolean scans;

    private String structureType = "";
    private String structureText = "";
    private String actionText = "";
    private String agreementText = "";
    private boolean started;
    private final Set<String> refused = new HashSet<>();
    private final Set<Integer> understood = new HashSet<>();
    private boolean extraFieldsTold;
    private @Nullable Current current;
    private @Nullable CsvColumns lastColumns;

    /** The data set being read. */
    private record Current(
            RowAssembler rows,
            CsvColumns columns,
            boolean deleting,
            @Nullable CsvScanner scanner) {}

    public CsvDataReader(InputStream in, StructureLookup lookup, Problems problems) {
        this(in, lookup, problems, true);
    }

    /** @param scans whether plain rows are read straight from the bytes */
    CsvDataReader(InputStream in, StructureLookup lookup, Problems problems, boolean scans) {
        this.scans = scans;
        this.in = in;
        this.lookup = lookup;
        this.problems = problems;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        CsvText source = new CsvText(in);
        PushbackReader text = new PushbackReader(source, 256);
        CsvHeader.Start start = CsvHeader.start(text);
        CsvRecords records = new CsvRecords(text, start.separator());
        records.next();
        CsvHeader header = CsvHeader.of(start, records.copy());
        records.name(header.headers());
        sink.start(MessageHeader.of(
                "CSV", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "unknown"));
        while (records.next()) {
            row(records, header, sink);
            if (current != null && current.scanner != null) {
                current.scanner.run(records, source);
            }
        }
        end(sink);
        customColumns(header);
        sink.end(List.of());
    }

    private void row(CsvRecords record, CsvHeader header, DataSink sink) throws IOException {
        if (!rightLength(record, header)) {
            return;
        }
        String type = header.version2() ? record.field(0) : "dataflow";
        String structure = record.field(header.structureColumn());
        String action = header.actionColumn() < 0 ? "" : record.field(header.actionColumn());
        String agreement = header.agreementColumn() < 0 ? "" : record.field(header.agreementColumn());
        if (!started
                || !structure.equals(structureText)
                || !type.equals(structureType)
                || !action.equals(actionText)
                || !agreement.equals(agreementText)) {
            end(sink);
            structureType = type;
            structureText = structure;
            actionText = action;
            agreementText = agreement;
            started = true;
            current = begin(record, header, sink);
        }
        Current at = current;
        if (at != null) {
            at.rows.begin(record.line());
            boolean observed = at.columns.read(record, at.rows);
            if (observed && !at.deleting && !at.columns.missingDimensions().isEmpty()) {
                missingColumns(at.columns.missingDimensions(), record);
            } else {
                at.rows.commit();
            }
        }
    }

    /** What the rows at hand are of. */
    private String about() {
        return structureType + ' ' + structureText + ' ' + agreementText;
    }

    private void missingColumns(List<String> dimensions, CsvRecords record) {
        if (refused.add(about() + " columns")) { // one word for all rows
            problems.add(Problem.error(
                            "missing-dimension-column",
                            Location.line(record.line(), 0),
                            "there are observations but no column for "
                                    + (dimensions.size() == 1 ? "dimension " : "the dimensions ")
                                    + String.join(", ", dimensions) + " of " + structureText)
                    .withExpected("a column headed " + dimensions.getFirst()));
        }
    }

    private void end(DataSink sink) throws IOException {
        Current at = current;
        if (at != null) {
            at.rows.finish();
            sink.endDataset();
            current = null;
        }
    }

    private boolean rightLength(CsvRecords record, CsvHeader header) {
        int expected = header.columns().size();
        if (record.size() == expected) {
            return true;
        }
        boolean more = record.size() > expected;
        boolean blank = more;
        for (int i = expected; i < record.size() && blank; i++) {
            blank = record.field(i).isEmpty();
        }
        Location where = new Location(record.line(), record.size(), "");
        String message = "the row has " + record.size() + " fields but the header row has " + expected;
        if (blank) {
            if (!extraFieldsTold) {
                extraFieldsTold = true;
                problems.add(
                        Problem.warning("field-count", where, message + "; the empty ones at the end are ignored"));
            }
            return true;
        }
        String hint = more
                ? "; a field that holds '" + header.separator() + "' must be in quotes"
                : "; the row ends before " + header.columns().get(record.size()).header();
        problems.add(Problem.error("field-count", where, message + hint).withExpected(expected + " fields"));
        return false;
    }

    private @Nullable Current begin(CsvRecords record, CsvHeader header, DataSink sink) throws IOException {
        if (refused.contains(about())) {
            return null;
        }
        Optional<Urn> reference = reference(record, header);
        Optional<Optional<Action>> action = action(record, header);
        if (reference.isEmpty()) {
            refused.add(about());
            return null;
        }
        if (action.isEmpty()) {
            return null;
        }
        DataStructureView view;
        try {
            view = lookup.find(reference.get());
        } catch (SdmxException e) {
            refused.add(about());
            problems.add(Problem.error(
                    "unknown-structure", at(record.line(), header.structureColumn(), header), e.detail()));
            return null;
        }
        Optional<Urn> agreement = Optional.empty();
        if (header.agreementColumn() >= 0) {
            agreement = agreement(record, header, view);
            if (refused.contains(about())) {
                return null;
            }
        }
        RowAssembler rows = new RowAssembler(view, sink, problems, action.get().orElse(Action.MERGE));
        CsvColumns columns = new CsvColumns(header, view, rows, problems);
        understood.addAll(columns.known());
        agreement.ifPresent(a -> understood.add(header.agreementColumn()));
        lastColumns = columns;
        sink.dataset(
                DatasetHeader.of(
                        agreement.orElse(reference.get()),
                        action.get(),
                        view.observationDimension().map(Component::id).orElse(DatasetHeader.ALL_DIMENSIONS)),
                view);
        boolean deleting = action.get().orElse(Action.MERGE).effective() == Action.DELETE;
        return new Current(
                rows,
                columns,
                deleting,
                scans && !deleting ? CsvScanner.of(header, record.copy(), columns, view, rows, sink) : null);
    }

    private Optional<Urn> reference(CsvRecords record, CsvHeader header) {
        Optional<ArtefactClass> type = switch (structureType.strip().toLowerCase(Locale.ROOT)) {
            case "dataflow" -> Optional.of(ArtefactClass.DATAFLOW);
            case "datastructure" -> Optional.of(ArtefactClass.DATA_STRUCTURE);
            case "dataprovision", "provisionagreement", "dataprovisionagreement" ->
                Optional.of(ArtefactClass.PROVISION_AGREEMENT);
            default -> Optional.empty();
        };
        if (type.isEmpty()) {
            problems.add(Problem.error(
                            "unknown-structure-type",
                            at(record.line(), 0, header),
                            "'" + structureType + "' is no type of structure")
                    .withExpected("dataflow, datastructure or dataprovision"));
            return Optional.empty();
        }
        int label = structureText.indexOf(": ");
        String id = (label < 0 ? structureText : structureText.substring(0, label)).strip();
        Matcher parts = ARTEFACT.matcher(id);
        if (!parts.matches()) {
            problems.add(Problem.error(
                            "structure-reference",
                            at(record.line(), header.structureColumn(), header),
                            "'" + structureText + "' does not name an artefact")
                    .withExpected("AGENCY:ID(VERSION), for example ESTAT:NA_MAIN(1.6.0)"));
            return Optional.empty();
        }
        String version = parts.group(3);
        return Optional.of(Urn.of(type.get(), parts.group(1), parts.group(2), version == null ? "" : version));
    }

    /**
     * The provision agreement of a row of 1.0, where a column of that name is no component and names one; a column of that
     * name with other content is somebody else's.
     */
    private Optional<Urn> agreement(CsvRecords record, CsvHeader header, DataStructureView flow) {
        Matcher parts = ARTEFACT.matcher(agreementText.strip());
        if (!parts.matches() || flow.component(FormatLimits.AGREEMENT_COLUMN).isPresent()) {
            return Optional.empty();
        }
        String version = parts.group(3);
        Urn agreement = Urn.of(
                ArtefactClass.PROVISION_AGREEMENT, parts.group(1), parts.group(2), version == null ? "" : version);
        Location where = at(record.line(), header.agreementColumn(), header);
        try {
            Optional<Urn> its = lookup.find(agreement).dataflow().map(Dataflow::urn);
            Optional<Urn> named = flow.dataflow().map(Dataflow::urn);
            if (its.isPresent() && named.isPresent() && !same(its.get(), named.get())) {
                refused.add(about());
                problems.add(Problem.error(
                                "agreement-flow",
                                where,
                                agreement.shortForm() + " is an agreement about "
                                        + its.get().shortForm() + ", not about " + structureText)
                        .withExpected("an agreement about " + named.get().shortForm()));
            }
        } catch (SdmxException e) {
            refused.add(about());
            problems.add(Problem.error("unknown-structure", where, e.detail()));
        }
        return Optional.of(agreement);
    }

    /** The same dataflow, in any version. */
    private static boolean same(Urn one, Urn other) {
        return one.agency().equals(other.agency()) && one.id().equals(other.id());
    }

    private Optional<Optional<Action>> action(CsvRecords record, CsvHeader header) {
        switch (actionText.strip().toUpperCase(Locale.ROOT)) {
            case "":
                return Optional.of(Optional.empty());
            case "I", "INFORMATION":
                return Optional.of(Optional.of(Action.INFORMATION));
            case "A", "APPEND":
                return Optional.of(Optional.of(Action.APPEND));
            case "M", "MERGE":
                return Optional.of(Optional.of(Action.MERGE));
            case "R", "REPLACE":
                return Optional.of(Optional.of(Action.REPLACE));
            case "D", "DELETE":
                return Optional.of(Optional.of(Action.DELETE));
            default:
                problems.add(Problem.error(
                                "unknown-action",
                                at(record.line(), header.actionColumn(), header),
                                "'" + actionText + "' is no action")
                        .withExpected("M (merge), R (replace) or D (delete)"));
                return Optional.empty();
        }
    }

    /** Tells once which columns no structure of the message knows: they are allowed, and may as well be typing errors. */
    private void customColumns(CsvHeader header) {
        CsvColumns columns = lastColumns;
        if (columns == null) {
            return;
        }
        List<Integer> custom = new ArrayList<>();
        for (int i = 0; i < header.columns().size(); i++) {
            if (!header.columns().get(i).fixed() && !understood.contains(i)) {
                custom.add(i);
            }
        }
        for (int i : custom) {
            String id = header.columns().get(i).id();
            Problem problem = Problem.warning(
                    "custom-column",
                    at(1, i, header),
                    "column '" + header.columns().get(i).header()
                            + "' is no component of the data structure and is not read");
            problems.add(columns.nearest(id).map(problem::withExpected).orElse(problem));
        }
    }

    private static Location at(int line, int column, CsvHeader header) {
        return new Location(line, column + 1, header.columns().get(column).header());
    }
}
