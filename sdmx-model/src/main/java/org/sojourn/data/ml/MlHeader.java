package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.Action;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.Contact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * The header of a data message in SDMX-ML: what every format has, and what only SDMX-ML puts there.
 *
 * @param structures the structures of the data sets, by the id with which these refer to them
 * @param action what to do where a data set does not say
 * @param setIds ids of the data sets, in order
 */
record MlHeader(
        MessageHeader message,
        Map<String, Structure> structures,
        Optional<Urn> dataProvider,
        Optional<Action> action,
        List<String> setIds) {

    /**
     * One structure.
     *
     * @param explicitMeasures observations are named by the concept of the measure dimension (2.1)
     */
    record Structure(
            String id,
            Optional<CommonElements.Reference> reference,
            Optional<String> dimensionAtObservation,
            boolean explicitMeasures,
            Location location) {}

    /** Reads headers leniently: elements in any order, known by local name. */
    static final class Reader {
        private final XmlCursor xml;
        private final Problems problems;
        private final CommonElements common;
        private final Map<String, Structure> structures = new LinkedHashMap<>();
        private final List<MessageHeader.Party> receivers = new ArrayList<>();
        private final CommonElements.Texts names = new CommonElements.Texts();
        private final CommonElements.Texts sources = new CommonElements.Texts();
        private final List<String> setIds = new ArrayList<>();
        private String id = "";
        private boolean test;
        private String prepared = "";
        private MessageHeader.Party sender = MessageHeader.Party.of("");
        private Optional<String> timezone = Optional.empty();
        private Optional<String> extracted = Optional.empty();
        private Optional<String> reportingBegin = Optional.empty();
        private Optional<String> reportingEnd = Optional.empty();
        private Optional<String> embargoDate = Optional.empty();
        private Optional<Urn> dataProvider = Optional.empty();
        private Optional<Action> action = Optional.empty();

        Reader(XmlCursor xml, Problems problems) {
            this.xml = xml;
            this.problems = problems;
            this.common = new CommonElements(xml, problems);
        }

        /** At the start tag of mes:Header; leaves the cursor at its end tag. */
        MlHeader read() throws IOException {
            while (xml.tag()) {
                switch (xml.localName()) {
                    case "ID" -> id = xml.text().strip();
                    case "Test" -> test = truth(xml.text());
                    case "Prepared" -> prepared = xml.text().strip();
                    case "Sender" -> sender = party();
                    case "Receiver" -> receivers.add(party());
                    case "Name" -> common.text(names);
                    case "Structure" -> structure();
                    case "DataProvider" ->
                        dataProvider =
                                common.reference(ArtefactClass.DATA_PROVIDER).map(CommonElements.Reference::urn);
                    case "DataSetAction" -> action = action(xml.location(), xml.text());
                    case "DataSetID" -> setIds.add(xml.text().strip());
                    case "Extracted" -> extracted = Optional.of(xml.text().strip());
                    case "ReportingBegin" ->
                        reportingBegin = Optional.of(xml.text().strip());
                    case "ReportingEnd" -> reportingEnd = Optional.of(xml.text().strip());
                    case "EmbargoDate" -> embargoDate = Optional.of(xml.text().strip());
                    case "Source" -> common.text(sources);
                    default -> common.unknown("a part of the header");
                }
            }
            MessageHeader message = new MessageHeader(
                    id,
                    test,
                    prepared,
                    sender,
                    receivers,
                    names.texts(),
                    timezone,
                    extracted,
                    reportingBegin,
                    reportingEnd,
                    embargoDate,
                    sources.texts());
            return new MlHeader(message, structures, dataProvider, action, List.copyOf(setIds));
        }

        private MessageHeader.Party party() throws IOException {
            String partyId = xml.attribute("id").orElse("");
            CommonElements.Texts partyNames = new CommonElements.Texts();
            List<Contact> contacts = new ArrayList<>();
            while (xml.tag()) {
                switch (xml.localName()) {
                    case "Name" -> common.text(partyNames);
                    case "Contact" -> contacts.add(common.contact());
                    case "Timezone" -> timezone = Optional.of(xml.text().strip());
                    default -> common.unknown("Name, Contact or Timezone");
                }
            }
            LocalisedText texts = partyNames.texts();
            return new MessageHeader.Party(partyId, texts, contacts);
        }

        private void structure() throws IOException {
            Location at = xml.location();
            String structureId = xml.attribute("structureID").orElse("");
            Optional<String> pivot = xml.attribute("dimensionAtObservation");
            boolean explicit =
                    xml.attribute("explicitMeasures").filter(Reader::truth).isPresent()
                            || xml.attribute("namespace")
                                    .filter(n -> n.endsWith(":explicit"))
                                    .isPresent();
            Optional<CommonElements.Reference> reference = Optional.empty();
            while (xml.tag()) {
                Optional<ArtefactClass> type = switch (xml.localName()) {
                    case "Structure" -> Optional.of(ArtefactClass.DATA_STRUCTURE);
                    case "StructureUsage" -> Optional.of(ArtefactClass.DATAFLOW);
                    // 2.1's schema spells it without the second e
                    case "ProvisionAgrement", "ProvisionAgreement" -> Optional.of(ArtefactClass.PROVISION_AGREEMENT);
                    default -> Optional.empty();
                };
                if (type.isPresent()) {
                    reference = common.reference(type.get());
                } else {
                    common.unknown("Structure, StructureUsage or ProvisionAgreement");
                }
            }
            Structure entry = new Structure(structureId, reference, pivot, explicit, at);
            if (structures.putIfAbsent(structureId, entry) != null) {
                problems.add(Problem.error(
                        "repeated-structure", at, "the header has two structures with id '" + structureId + "'"));
            }
        }

        private static boolean truth(String text) {
            return switch (text.strip()) {
                case "true", "1" -> true;
                default -> false;
            };
        }

        /** The action of this name. */
        Optional<Action> action(Location at, String word) {
            for (Action a : Action.values()) {
                if (a.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
                    return Optional.of(a);
                }
            }
            problems.add(Problem.error("unknown-action", at, "action '" + word.strip() + "' is not known")
                    .withExpected("Merge, Append, Replace, Delete or Information"));
            return Optional.empty();
        }
    }
}
