package org.sojourn.data.ml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.Action;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Annotation;
import org.sojourn.model.Measure;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads data messages in SDMX-ML as a stream: all layouts of 2.1, structure-specific data of 3.0 and 3.1, and compact and
 * generic data of 2.0, told apart by their root.
 *
 * <p>What is wrong with the data (an unknown component, a missing dimension, a structure that is not known) is collected as
 * {@link Problem}s, with the place, and reading goes on without the part concerned. What is wrong with the document (not
 * well-formed, cut, another kind of message, a document type definition) ends the reading with an {@link SdmxException} of
 * kind SYNTAX. Codes are not checked here.
 */
public final class MlDataReader implements DataSource {

    /** The layouts, by the local name of the root. */
    private enum Layout {
        GENERIC,
        SPECIFIC
    }

    private final InputStream in;
    private final StructureLookup lookup;
    private final Problems problems;
    private final boolean scans;
    private final Map<String, Resolved> structures = new LinkedHashMap<>();
    private MlVersion version = MlVersion.V2_1;
    private Layout layout = Layout.SPECIFIC;

    /** A structure of the header as the lookup knows it. */
    private record Resolved(Urn reference, DataStructureView view) {}

    /**
     * @param in a message in any encoding; left open for its owner
     * @param lookup finds the structures that the header names
     * @param problems takes what is wrong with the data
     */
    public MlDataReader(InputStream in, StructureLookup lookup, Problems problems) {
        this(in, lookup, problems, true);
    }

    /** @param scans whether runs of plain series are read without a parser; what comes out is the same */
    MlDataReader(InputStream in, StructureLookup lookup, Problems problems, boolean scans) {
        this.in = in;
        this.lookup = lookup;
        this.problems = problems;
        this.scans = scans;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        XmlCursor xml = new XmlCursor(in, problems);
        xml.root();
        if (MlVersion.isVersion20(xml.namespace())) {
            Data20Reader.read(xml, lookup, problems, sink);
            return;
        }
        recognise(xml);
        if (!xml.tag() || !xml.localName().equals("Header")) {
            throw xml.syntax("the message begins without a header; expected element Header");
        }
        MlHeader header = new MlHeader.Reader(xml, problems).read();
        sink.start(header.message());
        announce(header, sink);
        List<FooterMessage> footer = new ArrayList<>();
        CommonElements common = new CommonElements(xml, problems);
        int datasets = 0;
        while (xml.tag()) {
            switch (xml.localName()) {
                case "DataSet" -> dataset(xml, header, datasets++, sink);
                case "Footer" -> footer.addAll(common.footer());
                default -> common.unknown("DataSet or Footer");
            }
        }
        xml.finish();
        sink.end(footer);
    }

    private void recognise(XmlCursor xml) {
        String root = xml.localName();
        String namespace = xml.namespace();
        Optional<MlVersion> found = MlVersion.ofMessageNamespace(namespace);
        if (found.isEmpty()) {
            throw xml.syntax("the root '" + root + "' is in namespace '" + namespace
                    + "', which is none of SDMX-ML; expected one like '" + MlVersion.V3_1.message() + "'");
        }
        version = found.get();
        boolean generic = root.equals("GenericData") || root.equals("GenericTimeSeriesData");
        boolean specific = root.equals("StructureSpecificData")
                || (root.equals("StructureSpecificTimeSeriesData") && version == MlVersion.V2_1);
        if (!specific && (!generic || version != MlVersion.V2_1)) {
            throw xml.syntax("'" + root + "' is no data message of SDMX-ML " + version.number() + "; expected "
                    + (version == MlVersion.V2_1
                            ? "GenericData, GenericTimeSeriesData, StructureSpecificData or"
                                    + " StructureSpecificTimeSeriesData"
                            : "StructureSpecificData"));
        }
        layout = generic ? Layout.GENERIC : Layout.SPECIFIC;
    }

    /** Resolves what can be resolved; what cannot is a problem only when a data set needs it. */
    private void announce(MlHeader header, DataSink sink) throws IOException {
        List<DataSink.Expected> expected = new ArrayList<>();
        for (MlHeader.Structure entry : header.structures().values()) {
            try {
                Optional<Resolved> resolved = resolve(entry);
                if (resolved.isPresent()) {
                    structures.put(entry.id(), resolved.get());
                    DatasetHeader head = DatasetHeader.of(
                            resolved.get().reference(),
                            header.action(),
                            pivot(entry, resolved.get().view()));
                    expected.add(new DataSink.Expected(head, resolved.get().view()));
                }
            } catch (SdmxException e) {
                if (e.kind() == Kind.SERVER || e.kind() == Kind.UNAVAILABLE) {
                    throw e;
                }
            }
        }
        sink.announce(expected);
    }

    private Optional<Resolved> resolve(MlHeader.Structure entry) {
        if (entry.reference().isEmpty()) {
            return Optional.empty();
        }
        CommonElements.Reference reference = entry.reference().get();
        try {
            return Optional.of(new Resolved(reference.urn(), lookup.find(reference.urn())));
        } catch (SdmxException e) {
            if (!reference.versionDefaulted()) {
                throw e;
            }
        }
        // The schema says that no version means 1.0; senders who leave it out mean the one there is.
        Urn any = reference.urn().withVersion("");
        return Optional.of(new Resolved(any, lookup.find(any)));
    }

    private static String pivot(MlHeader.Structure entry, DataStructureView view) {
        return entry.dimensionAtObservation()
                .or(() -> view.observationDimension().map(d -> d.id()))
                .orElse(DatasetHeader.ALL_DIMENSIONS);
    }

    private void dataset(XmlCursor xml, MlHeader header, int number, DataSink sink) throws IOException {
        Location at = xml.location();
        Optional<MlHeader.Structure> entry = entry(xml, header);
        Optional<Resolved> resolved = entry.flatMap(e -> resolved(e, at));
        if (resolved.isEmpty()) {
            xml.skip();
            return;
        }
        DataStructureView view = resolved.get().view();
        String pivot = pivot(entry.get(), view);
        Optional<Action> own =
                DatasetAttributes.of(xml, "action").flatMap(a -> new MlHeader.Reader(xml, problems).action(at, a));
        Optional<Action> action = own.or(header::action);
        boolean delete = action.filter(a -> a == Action.DELETE).isPresent();
        ComponentIndex index = new ComponentIndex(view, primaryMeasure(view));
        SeriesAssembler assembler = new SeriesAssembler(sink, index, delete, problems);
        boolean guesses = version != MlVersion.V2_1
                && primaryMeasure(view)
                && !view.measures().getFirst().id().equals(Measure.OBS_VALUE);
        DatasetReader reader = layout == Layout.GENERIC
                ? new GenericDatasetReader(xml, index, assembler, problems, pivot)
                : new SpecificDatasetReader(xml, index, assembler, problems, entry.get(), guesses);
        Head head = new Head(xml, header, number);
        reader.holdDatasetAttributes();
        CommonElements common = new CommonElements(xml, problems);
        SeriesScanner scanner = scans && !delete && !guesses && SeriesScanner.suits(index) && canonical(view, pivot)
                ? scanner(xml, index, assembler, sink)
                : null;
        boolean begun = false;
        while (xml.tag()) {
            boolean ofHead = !begun
                    && (xml.localName().equals("Annotations") || xml.localName().equals("DataProvider"));
            if (ofHead) {
                head.element(xml, common);
                continue;
            }
            if (!begun) {
                sink.dataset(head.header(resolved.get().reference(), action, pivot), view);
                reader.datasetAttributes(at);
                begun = true;
            }
            reader.element();
            if (scanner != null) {
                scanner.run(xml);
            }
        }
        if (!begun) {
            sink.dataset(head.header(resolved.get().reference(), action, pivot), view);
            reader.datasetAttributes(at);
        }
        assembler.end();
        sink.endDataset();
    }

    private static boolean canonical(DataStructureView view, String pivot) {
        return view.observationDimension().filter(d -> d.id().equals(pivot)).isPresent();
    }

    private @Nullable SeriesScanner scanner(
            XmlCursor xml, ComponentIndex index, SeriesAssembler assembler, DataSink sink) {
        return switch (layout) {
            case SPECIFIC -> new SpecificScanner(index, assembler, sink);
            case GENERIC ->
                GenericScanner.knowsMeasure(index) ? new GenericScanner(index, assembler, sink, xml::declares) : null;
        };
    }

    /** 2.1 always says OBS_VALUE; in 3.x a measure has its own name, but one that is alone is meant anyway. */
    private boolean primaryMeasure(DataStructureView view) {
        return version == MlVersion.V2_1 || view.measures().size() == 1;
    }

    private Optional<MlHeader.Structure> entry(XmlCursor xml, MlHeader header) {
        Optional<String> reference = DatasetAttributes.of(xml, "structureRef");
        Optional<MlHeader.Structure> entry = reference.map(header.structures()::get);
        if (entry.isPresent()) {
            return entry;
        }
        String said = reference
                .map(r -> "structureRef '" + r + "' of the data set is not declared in the header")
                .orElse("the data set has no structureRef");
        String known = header.structures().isEmpty()
                ? "a Structure in the header"
                : "one of " + String.join(", ", header.structures().keySet());
        if (header.structures().size() == 1) {
            problems.add(
                    Problem.warning("structure-reference", xml.location(), said + "; the only structure there is taken")
                            .withExpected(known));
            return header.structures().values().stream().findFirst();
        }
        problems.add(Problem.error("structure-reference", xml.location(), said).withExpected(known));
        return Optional.empty();
    }

    private Optional<Resolved> resolved(MlHeader.Structure entry, Location at) {
        Resolved known = structures.get(entry.id());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            return resolve(entry);
        } catch (SdmxException e) {
            problems.add(Problem.error(
                    "unknown-structure", entry.location().line() > 0 ? entry.location() : at, e.detail()));
            return Optional.empty();
        }
    }

    /** What stands at the head of a data set, in attributes and first children. */
    private static final class Head {
        private final Optional<String> setId;
        private final Optional<String> reportingBegin;
        private final Optional<String> reportingEnd;
        private final Optional<String> validFrom;
        private final Optional<String> validTo;
        private final Optional<String> publicationYear;
        private final Optional<String> publicationPeriod;
        private Optional<Urn> provider;
        private List<Annotation> annotations = List.of();

        Head(XmlCursor xml, MlHeader header, int number) {
            Optional<String> fromHeader = number < header.setIds().size()
                    ? Optional.of(header.setIds().get(number))
                    : Optional.empty();
            setId = DatasetAttributes.of(xml, "setID").or(() -> fromHeader);
            reportingBegin = DatasetAttributes.of(xml, "reportingBeginDate");
            reportingEnd = DatasetAttributes.of(xml, "reportingEndDate");
            validFrom = DatasetAttributes.of(xml, "validFromDate");
            validTo = DatasetAttributes.of(xml, "validToDate");
            publicationYear = DatasetAttributes.of(xml, "publicationYear");
            publicationPeriod = DatasetAttributes.of(xml, "publicationPeriod");
            provider = header.dataProvider();
        }

        void element(XmlCursor xml, CommonElements common) throws IOException {
            if (xml.localName().equals("DataProvider")) {
                provider = DatasetReader.dataProvider(common).or(() -> provider);
            } else {
                annotations = common.annotations();
            }
        }

        DatasetHeader header(Urn reference, Optional<Action> action, String pivot) {
            return new DatasetHeader(
                    reference,
                    action,
                    pivot,
                    setId,
                    provider,
                    reportingBegin,
                    reportingEnd,
                    validFrom,
                    validTo,
                    publicationYear,
                    publicationPeriod,
                    annotations);
        }
    }
}
