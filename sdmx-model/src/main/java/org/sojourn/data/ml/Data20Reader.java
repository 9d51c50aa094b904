package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Component;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads compact and generic data of SDMX-ML 2.0, where components are called by their concepts. Which key family a data set
 * follows is said by its dataflow, its key family, its namespace or the header, whichever is there.
 */
final class Data20Reader {
    private static final String COMPACT = "CompactData";
    private static final String GENERIC = "GenericData";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Pattern KEY_FAMILY = Pattern.compile("KeyFamily=([^:]+):([^:()]+)");

    /** What compact data say of the data set itself, in attributes among those that are data. */
    private static final Set<String> OF_DATA_SET = Set.of(
            "keyFamilyURI",
            "datasetID",
            "dataProviderSchemeAgencyId",
            "dataProviderSchemeId",
            "dataProviderID",
            "dataflowAgencyID",
            "dataflowID",
            "action",
            "reportingBeginDate",
            "reportingEndDate",
            "validFromDate",
            "validToDate",
            "publicationYear",
            "publicationPeriod");

    private final XmlCursor xml;
    private final StructureLookup lookup;
    private final Problems problems;
    private final boolean compact;
    private Optional<String> keyFamily = Optional.empty();
    private Optional<String> agency = Optional.empty();
    private Optional<Action> action = Optional.empty();
    private Optional<String> setId = Optional.empty();
    private String sender = UNKNOWN;

    private Data20Reader(XmlCursor xml, StructureLookup lookup, Problems problems, boolean compact) {
        this.xml = xml;
        this.lookup = lookup;
        this.problems = problems;
        this.compact = compact;
    }

    /** Reads the message at whose root the cursor stands. */
    static void read(XmlCursor xml, StructureLookup lookup, Problems problems, DataSink sink) throws IOException {
        String root = xml.localName();
        if (!root.equals(COMPACT) && !root.equals(GENERIC)) {
            throw xml.syntax("'" + root + "' of SDMX-ML 2.0 is not read; expected " + COMPACT + " or " + GENERIC
                    + ", or a message of 2.1, 3.0 or 3.1");
        }
        problems.add(Problem.info("version-2.0", xml.location(), "the message is of SDMX-ML 2.0"));
        new Data20Reader(xml, lookup, problems, root.equals(COMPACT)).message(sink);
    }

    private void message(DataSink sink) throws IOException {
        if (!xml.tag() || !xml.localName().equals("Header")) {
            throw xml.syntax("the message begins without a header; expected element Header");
        }
        sink.start(header());
        sink.announce(List.of());
        CommonElements common = new CommonElements(xml, problems);
        while (xml.tag()) {
            if (xml.localName().equals("DataSet")) {
                dataset(sink);
            } else {
                common.unknown("DataSet");
            }
        }
        xml.finish();
        sink.end(List.of());
    }

    private MessageHeader header() throws IOException {
        CommonElements common = new CommonElements(xml, problems);
        CommonElements.Texts names = new CommonElements.Texts();
        String id = UNKNOWN;
        String prepared = "1970-01-01T00:00:00Z";
        boolean test = false;
        Optional<String> extracted = Optional.empty();
        Optional<String> begin = Optional.empty();
        Optional<String> end = Optional.empty();
        while (xml.tag()) {
            switch (xml.localName()) {
                case "ID" -> id = xml.text().strip();
                case "Prepared" -> prepared = xml.text().strip();
                case "Test" -> test = xml.text().strip().equals("true");
                case "Name" -> common.text(names);
                case "Sender" -> {
                    sender = xml.attribute("id").orElse(UNKNOWN);
                    xml.skip();
                }
                case "KeyFamilyRef" -> keyFamily = text();
                case "KeyFamilyAgency" -> agency = text();
                case "DataSetID" -> setId = text();
                case "DataSetAction" -> action = text().flatMap(this::action);
                case "Extracted" -> extracted = text();
                case "ReportingBegin" -> begin = text();
                case "ReportingEnd" -> end = text();
                default -> xml.skip(); // receivers, sources: nothing that data need
            }
        }
        return new MessageHeader(
                id,
                test,
                prepared,
                MessageHeader.Party.of(sender),
                List.of(),
                names.texts(),
                Optional.empty(),
                extracted,
                begin,
                end,
                Optional.empty(),
                LocalisedText.EMPTY);
    }

    private Optional<String> text() throws IOException {
        return Optional.of(xml.text().strip()).filter(t -> !t.isEmpty());
    }

    private Optional<Action> action(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "append", "update" -> Optional.of(Action.APPEND);
            case "replace" -> Optional.of(Action.REPLACE);
            case "delete" -> Optional.of(Action.DELETE);
            case "information" -> Optional.of(Action.INFORMATION);
            default -> {
                problems.add(
                        Problem.warning("unknown-action", xml.location(), "action '" + word + "' is not known there")
                                .withExpected("Append, Replace, Delete or Information"));
                yield Optional.empty();
            }
        };
    }

    private void dataset(DataSink sink) throws IOException {
        Location at = xml.location();
        Optional<Action> own = attribute("action").flatMap(this::action).or(() -> action);
        Optional<String> id = attribute("datasetID").or(() -> setId);
        Optional<Urn> said = said();
        Attributes values = new Attributes(xml);
        boolean more = xml.tag();
        if (more && xml.localName().equals("KeyFamilyRef")) {
            Optional<String> named = text();
            said = said.or(() -> named.map(n -> structure(values.get("keyFamilyAgency"), n)));
            more = xml.tag();
        }
        Urn reference = said.or(() -> keyFamily.map(k -> structure(Optional.empty(), k)))
                .orElse(null);
        DataStructureView view = reference == null ? null : known(reference, at);
        if (reference == null) {
            problems.add(Problem.error("structure-reference", at, "nothing says which key family the data set follows")
                    .withExpected("KeyFamilyRef in the header"));
        }
        if (reference == null || view == null) {
            while (more) {
                xml.skip();
                more = xml.tag();
            }
            return;
        }
        String pivot = view.observationDimension().map(Dimension::id).orElse(DatasetHeader.ALL_DIMENSIONS);
        DatasetHeader head = new DatasetHeader(
                reference,
                own,
                pivot,
                id,
                Optional.empty(),
                values.get("reportingBeginDate"),
                values.get("reportingEndDate"),
                values.get("validFromDate"),
                values.get("validToDate"),
                values.get("publicationYear"),
                values.get("publicationPeriod"),
                List.of());
        ComponentIndex index = new ComponentIndex(view, true);
        boolean delete = own.filter(a -> a == Action.DELETE).isPresent();
        SeriesAssembler assembler = new SeriesAssembler(sink, index, delete, problems);
        Layout reader = new Layout(xml, index, assembler, problems, view);
        sink.dataset(head, view);
        if (compact) {
            reader.datasetValues(values, at);
        }
        for (; more; more = xml.tag()) {
            reader.element();
        }
        assembler.end();
        sink.endDataset();
    }

    private Optional<String> attribute(String name) {
        return xml.attribute(name).map(String::strip).filter(t -> !t.isEmpty());
    }

    /** What the data set itself says that it follows. */
    private Optional<Urn> said() {
        Optional<String> flow = attribute("dataflowID");
        if (flow.isPresent()) {
            Urn urn = Urn.of(
                    ArtefactClass.DATAFLOW, attribute("dataflowAgencyID").orElseGet(this::owner), flow.get(), "");
            try {
                lookup.find(urn);
                return Optional.of(urn);
            } catch (SdmxException e) {
                if (e.kind() == SdmxException.Kind.SERVER || e.kind() == SdmxException.Kind.UNAVAILABLE) {
                    throw e;
                }
                // The key family may be known all the same.
            }
        }
        for (String text : List.of(attribute("keyFamilyURI").orElse(""), xml.namespace())) {
            Matcher m = KEY_FAMILY.matcher(text);
            if (m.find()) {
                return Optional.of(Urn.of(ArtefactClass.DATA_STRUCTURE, m.group(1), m.group(2), ""));
            }
        }
        return Optional.empty();
    }

    private String owner() {
        return agency.orElse(sender);
    }

    private Urn structure(Optional<String> of, String id) {
        return Urn.of(ArtefactClass.DATA_STRUCTURE, of.orElseGet(this::owner), id, "");
    }

    private @Nullable DataStructureView known(Urn reference, Location at) {
        try {
            return lookup.find(reference);
        } catch (SdmxException e) {
            if (e.kind() == SdmxException.Kind.SERVER || e.kind() == SdmxException.Kind.UNAVAILABLE) {
                throw e;
            }
            problems.add(Problem.error("unknown-structure", at, e.detail()));
            return null;
        }
    }

    /** The attributes of an element, kept while the cursor goes on. */
    private static final class Attributes {
        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        Attributes(XmlCursor xml) {
            for (int i = 0; i < xml.attributes(); i++) {
                if (xml.attributeNamespace(i).isEmpty()) {
                    names.add(xml.attributeName(i));
                    values.add(xml.attributeValue(i));
                }
            }
        }

        Optional<String> get(String name) {
            int i = names.indexOf(name);
            return i < 0 ? Optional.empty() : Optional.of(values.get(i).strip()).filter(t -> !t.isEmpty());
        }
    }

    /** The parts of a data set, compact or generic. */
    private static final class Layout extends DatasetReader {
        private final String time;
        private final String measure;
        private final List<String> groups;

        Layout(
                XmlCursor xml,
                ComponentIndex index,
                SeriesAssembler assembler,
                Problems problems,
                DataStructureView view) {
            super(xml, index, assembler, problems);
            this.time = view.structure().timeDimension().map(Layout::concept).orElse(Dimension.TIME_PERIOD);
            this.measure =
                    view.measures().stream().findFirst().map(Layout::concept).orElse(Measure.OBS_VALUE);
            this.groups = view.structure().groups().stream().map(g -> g.id()).toList();
        }

        private static String concept(Component component) {
            return component.concept().item();
        }

        /** A component by its concept; the ids of today are understood as well. */
        private String named(String concept) {
            return index.slot(concept) >= 0
                    ? concept
                    : concept.equals(time)
                            ? Dimension.TIME_PERIOD
                            : concept.equals(measure) ? Measure.OBS_VALUE : concept;
        }

        @Override
        void holdDatasetAttributes() {
            // Kept by the caller, which knows which of them are data.
        }

        @Override
        void datasetAttributes(Location at) {
            // as above
        }

        void datasetValues(Attributes values, Location at) throws IOException {
            above.begin(at.position());
            for (int i = 0; i < values.names.size(); i++) {
                String name = values.names.get(i);
                if (!OF_DATA_SET.contains(name) || index.slot(name) >= 0) {
                    put(above, named(name), values.values.get(i));
                }
            }
            if (!above.empty()) {
                assembler.attributes(Optional.empty(), above, at);
            }
        }

        @Override
        void element() throws IOException {
            switch (xml.localName()) {
                case "Series" -> series();
                case "Group" -> group(xml.attribute("type"));
                case "Attributes" -> {
                    Location at = xml.location();
                    above.begin(at.position());
                    values(above);
                    assembler.attributes(Optional.empty(), above, at);
                }
                case "Annotations" -> xml.skip();
                default -> {
                    if (groups.contains(xml.localName())) {
                        group(Optional.of(xml.localName()));
                    } else {
                        common.unknown("Series, Group or Attributes");
                    }
                }
            }
        }

        private void own(Frame frame) {
            for (int i = 0; i < xml.attributes(); i++) {
                String name = xml.attributeName(i);
                if (xml.attributeNamespace(i).isEmpty() && !(name.equals("type") && index.slot(name) < 0)) {
                    put(frame, named(name), xml.attributeValue(i));
                }
            }
        }

        private void series() throws IOException {
            Location at = xml.location();
            series.begin(at.position());
            beginSeries();
            own(series);
            boolean any = false;
            while (xml.tag()) {
                switch (xml.localName()) {
                    case "Obs" -> {
                        any = true;
                        observation();
                    }
                    case "SeriesKey", "Attributes" -> values(series);
                    case "Annotations" -> series.annotations = common.annotations();
                    default -> common.unknown("SeriesKey, Attributes or Obs");
                }
            }
            if (!any) {
                assembler.seriesWithoutObservations(series, at);
            }
            endSeries();
        }

        private void observation() throws IOException {
            Location at = xml.location();
            observation.begin(at.position());
            own(observation);
            while (xml.tag()) {
                switch (xml.localName()) {
                    case "Time" ->
                        put(observation, Dimension.TIME_PERIOD, xml.text().strip());
                    case "ObsValue" -> {
                        xml.attribute("value").ifPresent(v -> put(observation, Measure.OBS_VALUE, v));
                        xml.skip();
                    }
                    case "Attributes" -> values(observation);
                    case "Annotations" -> observation.annotations = common.annotations();
                    default -> common.unknown("Time, ObsValue or Attributes");
                }
            }
            assembler.observation(series, observation, at);
        }

        /** Generic groups hold their series; what is said of a group comes before them. */
        private void group(Optional<String> type) throws IOException {
            Location at = xml.location();
            above.begin(at.position());
            own(above);
            boolean open = true;
            while (xml.tag()) {
                switch (xml.localName()) {
                    case "GroupKey", "Attributes" -> values(above);
                    case "Annotations" -> above.annotations = common.annotations();
                    case "Series" -> {
                        if (open) {
                            said(type, at);
                            open = false;
                        }
                        series();
                    }
                    default -> common.unknown("GroupKey, Attributes or Series");
                }
            }
            if (open) {
                said(type, at);
            }
        }

        private void said(Optional<String> type, Location at) throws IOException {
            assembler.attributes(knownGroup(type, at), above, at);
        }

        /** At the start tag of a list of Value elements. */
        private void values(Frame frame) throws IOException {
            while (xml.tag()) {
                if (!xml.localName().equals("Value")) {
                    common.unknown("Value");
                    continue;
                }
                Optional<String> concept = xml.attribute("concept");
                Optional<String> value = xml.attribute("value");
                if (concept.isEmpty() || value.isEmpty()) {
                    problems.add(Problem.error("missing-value", xml.location(), "a Value has no concept or no value"));
                } else {
                    put(frame, named(concept.get()), value.get());
                }
                xml.skip();
            }
        }
    }
}
