package org.sojourn.data;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.Contact;
import org.sojourn.model.Link;
import org.sojourn.model.text.LocalisedText;

/**
 * The header of a message of any format.
 *
 * <p>Times are kept as text in the form they were given (xs:dateTime or xs:date).
 */
public record MessageHeader(
        String id,
        boolean test,
        String prepared,
        Party sender,
        List<Party> receivers,
        LocalisedText names,
        Optional<String> timezone,
        Optional<String> extracted,
        Optional<String> reportingBegin,
        Optional<String> reportingEnd,
        Optional<String> embargoDate,
        LocalisedText sources,
        List<Link> links) {

    public MessageHeader {
        receivers = List.copyOf(receivers);
        links = List.copyOf(links);
    }

    /** A header without links, which only SDMX-JSON has. */
    public MessageHeader(
            String id,
            boolean test,
            String prepared,
            Party sender,
            List<Party> receivers,
            LocalisedText names,
            Optional<String> timezone,
            Optional<String> extracted,
            Optional<String> reportingBegin,
            Optional<String> reportingEnd,
            Optional<String> embargoDate,
            LocalisedText sources) {
        this(
                id,
                test,
                prepared,
                sender,
                receivers,
                names,
                timezone,
                extracted,
                reportingBegin,
                reportingEnd,
                embargoDate,
                sources,
                List.of());
    }

    /** Who sends or receives a message. */
    public record Party(String id, LocalisedText names, List<Contact> contacts) {
        public Party {
            contacts = List.copyOf(contacts);
        }

        public static Party of(String id) {
            return new Party(id, LocalisedText.EMPTY, List.of());
        }
    }

    public static MessageHeader of(String id, String prepared, String senderId) {
        return new MessageHeader(
                id,
                false,
                prepared,
                Party.of(senderId),
                List.of(),
                LocalisedText.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LocalisedText.EMPTY);
    }
}
