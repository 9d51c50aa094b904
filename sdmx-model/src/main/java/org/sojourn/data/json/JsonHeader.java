package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sojourn.data.DataSink;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Contact;
import org.sojourn.model.text.LocalisedText;

/** The head of a message, {@code meta}, and its notices, {@code errors}. */
final class JsonHeader {
    private JsonHeader() {}

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final Pattern WITHOUT_ZONE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");

    private static final Map<DataFormat, String> SCHEMA = Map.of(
            DataFormat.JSON_1_0,
            "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/1.0/sdmx-json-data-schema.json",
            DataFormat.JSON_2_0,
            "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json",
            DataFormat.JSON_2_1,
            "https://json.sdmx.org/2.1/sdmx-json-data-schema.json");

    /** Writes {@code meta}; its schema comes first because a client looks for it in the first 350 characters only. */
    static void write(
            JsonGenerator out,
            DataFormat format,
            MessageHeader header,
            List<DataSink.Expected> datasets,
            JsonNames names,
            Losses losses)
            throws IOException {
        out.writeObjectFieldStart("meta");
        out.writeStringField("schema", SCHEMA.getOrDefault(format, ""));
        out.writeStringField("id", header.id());
        out.writeBooleanField("test", header.test());
        out.writeStringField("prepared", moment(header.prepared(), format == DataFormat.JSON_2_1, losses));
        Set<String> languages = languages(datasets, losses.languages(), format);
        if (!languages.isEmpty()) {
            out.writeArrayFieldStart("contentLanguages");
            for (String language : languages) {
                out.writeString(language);
            }
            out.writeEndArray();
        }
        names.writeAll(out, "name", "names", header.names());
        out.writeFieldName("sender");
        party(out, header.sender(), format, names, losses);
        if (!header.receivers().isEmpty()) {
            out.writeArrayFieldStart("receivers");
            for (MessageHeader.Party p : header.receivers()) {
                party(out, p, format, names, losses);
            }
            out.writeEndArray();
        }
        new JsonLinks(format, names, losses).write(out, header.links());
        out.writeEndObject();
        tellRest(header, losses);
    }

    /** Writes {@code header}, as the draft before 1.0 has it: of a party its id and one name. */
    static void writeDraft(JsonGenerator out, MessageHeader header, JsonNames names, Losses losses) throws IOException {
        out.writeObjectFieldStart("header");
        out.writeStringField("id", header.id());
        out.writeBooleanField("test", header.test());
        out.writeStringField("prepared", moment(header.prepared(), false, losses));
        names.write(out, "name", "names", header.names());
        out.writeFieldName("sender");
        draftParty(out, header.sender(), names, losses);
        if (!header.receivers().isEmpty()) {
            out.writeFieldName("receiver");
            draftParty(out, header.receivers().getFirst(), names, losses);
        }
        out.writeEndObject();
        if (header.receivers().size() > 1) {
            losses.add("header", "the draft of SDMX-JSON 1.0 names one receiver");
        }
        tellRest(header, losses);
    }

    private static void draftParty(JsonGenerator out, MessageHeader.Party party, JsonNames names, Losses losses)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", party.id());
        names.write(out, "name", "names", party.names());
        out.writeEndObject();
        if (!party.contacts().isEmpty() || party.names().byLanguage().size() > 1) {
            losses.add("header", "the draft of SDMX-JSON 1.0 carries one name of a party and no contacts");
        }
    }

    private static void tellRest(MessageHeader header, Losses losses) {
        if (header.timezone().isPresent()
                || header.extracted().isPresent()
                || header.reportingBegin().isPresent()
                || header.reportingEnd().isPresent()
                || header.embargoDate().isPresent()
                || !header.sources().isEmpty()) {
            losses.add(
                    "header",
                    "SDMX-JSON has no time zone, extraction, reporting period, embargo or source in its header");
        }
    }

    /**
     * A point in time as the schemas want it, with a zone: UTC where none is given, which is a loss.
     *
     * @param date whether a date alone will do
     */
    static String moment(String text, boolean date, Losses losses) {
        if (DATE.matcher(text).matches()) {
            return date ? text : text + "T00:00:00Z";
        }
        if (WITHOUT_ZONE.matcher(text).matches()) {
            losses.add("header", "a time without zone is written as UTC");
            return text + "Z";
        }
        return text;
    }

    static String schema(DataFormat format) {
        return SCHEMA.getOrDefault(format, "");
    }

    private static void party(
            JsonGenerator out, MessageHeader.Party party, DataFormat format, JsonNames names, Losses losses)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", party.id());
        names.writeAll(out, "name", "names", party.names());
        if (!party.contacts().isEmpty()) {
            out.writeArrayFieldStart(format == DataFormat.JSON_2_1 ? "contacts" : "contact");
            for (Contact c : party.contacts()) {
                out.writeStartObject();
                if (c.names().isEmpty()) {
                    out.writeStringField("name", ""); // the schema wants one
                }
                names.writeAll(out, "name", "names", c.names());
                names.writeAll(out, "department", "departments", c.departments());
                names.writeAll(out, "role", "roles", c.roles());
                for (Contact.Medium medium : Contact.Medium.values()) {
                    List<String> addresses = c.channels().stream()
                            .filter(x -> x.medium() == medium)
                            .map(Contact.Channel::address)
                            .filter(a -> goes(medium, a, losses))
                            .toList();
                    if (!addresses.isEmpty()) {
                        out.writeArrayFieldStart(field(medium));
                        for (String address : addresses) {
                            out.writeString(address);
                        }
                        out.writeEndArray();
                    }
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** The schemas know the forms of some kinds of addresses. */
    private static boolean goes(Contact.Medium medium, String address, Losses losses) {
        boolean good = switch (medium) {
            case URI -> JsonLinks.absolute(address);
            case EMAIL -> EMAIL.matcher(address).matches();
            case TELEPHONE, FAX, X400 -> true;
        };
        if (!good) {
            losses.add("header", "'" + address + "' is no address of its kind, and SDMX-JSON carries no others");
        }
        return good;
    }

    private static String field(Contact.Medium medium) {
        return switch (medium) {
            case TELEPHONE -> "telephones";
            case FAX -> "faxes";
            case X400 -> "x400s";
            case URI -> "uris";
            case EMAIL -> "emails";
        };
    }

    /** Languages of names to come: those wanted as far as there are any, else all. */
    private static Set<String> languages(
            List<DataSink.Expected> datasets, List<Locale.LanguageRange> wanted, DataFormat format) {
        Set<String> all = new LinkedHashSet<>();
        for (DataSink.Expected dataset : datasets) {
            all.addAll(dataset.structure()
                    .structure()
                    .maintenance()
                    .naming()
                    .names()
                    .byLanguage()
                    .keySet());
            dataset.structure()
                    .structure()
                    .components()
                    .forEach(c -> dataset.structure()
                            .concept(c.id())
                            .ifPresent(x ->
                                    all.addAll(x.naming().names().byLanguage().keySet())));
        }
        List<String> chosen = wanted.isEmpty() ? List.copyOf(all) : Locale.filterTags(wanted, all);
        Set<String> languages = new LinkedHashSet<>();
        // The schemas before 2.1 know no capital letters here.
        chosen.forEach(l -> languages.add(format == DataFormat.JSON_2_1 ? l : l.toLowerCase(Locale.ROOT)));
        return languages;
    }

    /** Writes {@code errors}; what has no number for a code, and in 1.0 all, is lost. */
    static void writeFooter(
            JsonGenerator out, DataFormat format, List<FooterMessage> footer, JsonNames names, Losses losses)
            throws IOException {
        List<FooterMessage> written = footer.stream()
                .filter(f -> !format.firstJson() && f.code().matches("\\d{1,9}"))
                .toList();
        if (written.size() < footer.size()) {
            losses.add("footer", "SDMX-JSON carries notices with a number only, and 1.0 none beside data");
        }
        if (written.isEmpty()) {
            return;
        }
        losses.add("footer", "SDMX-JSON has no severity of notices");
        out.writeArrayFieldStart("errors");
        for (FooterMessage f : written) {
            out.writeStartObject();
            out.writeNumberField("code", Integer.parseInt(f.code()));
            names.writeAll(out, "title", "titles", f.text());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Reads {@code meta}, or {@code header} of messages older than 1.0. */
    static MessageHeader read(JsonNode meta) {
        String language = language(meta);
        List<MessageHeader.Party> receivers = new ArrayList<>();
        JsonNode several = meta.path("receivers").isMissingNode() ? meta.path("receiver") : meta.path("receivers");
        if (several.isArray()) {
            several.forEach(r -> receivers.add(party(r, language)));
        } else if (several.isObject()) {
            receivers.add(party(several, language));
        }
        return new MessageHeader(
                JsonTexts.text(meta, "id").orElse("unknown"),
                meta.path("test").asBoolean(false),
                JsonTexts.text(meta, "prepared").orElse("1970-01-01"),
                party(meta.path("sender"), language),
                receivers,
                JsonTexts.texts(meta, "name", "names", language),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LocalisedText.EMPTY,
                JsonLinks.read(meta.path("links"), language));
    }

    /** The language of texts that name none: the first of the message's. */
    static String language(JsonNode meta) {
        return meta.path("contentLanguages").path(0).asText("en");
    }

    private static MessageHeader.Party party(JsonNode party, String language) {
        List<Contact> contacts = new ArrayList<>();
        JsonNode list = party.path("contacts").isMissingNode() ? party.path("contact") : party.path("contacts");
        for (JsonNode c : list.isObject() ? List.of(list) : list) {
            List<Contact.Channel> channels = new ArrayList<>();
            for (Contact.Medium medium : Contact.Medium.values()) {
                c.path(field(medium)).forEach(a -> channels.add(new Contact.Channel(medium, a.asText())));
                // An official sample has these names in the singular.
                c.path(singular(medium)).forEach(a -> channels.add(new Contact.Channel(medium, a.asText())));
            }
            contacts.add(new Contact(
                    JsonTexts.text(c, "id"),
                    JsonTexts.texts(c, "name", "names", language),
                    JsonTexts.texts(c, "department", "departments", language),
                    JsonTexts.texts(c, "role", "roles", language),
                    channels));
        }
        return new MessageHeader.Party(
                JsonTexts.text(party, "id").orElse("unknown"),
                JsonTexts.texts(party, "name", "names", language),
                contacts);
    }

    private static String singular(Contact.Medium medium) {
        return medium.name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code errors}. */
    static List<FooterMessage> readFooter(JsonNode errors, String language) {
        List<FooterMessage> footer = new ArrayList<>();
        for (JsonNode e : errors) {
            LocalisedText title = JsonTexts.texts(e, "title", "titles", language);
            footer.add(new FooterMessage(
                    JsonTexts.text(e, "code").orElse(""),
                    Optional.empty(),
                    title.isEmpty() ? JsonTexts.texts(e, "detail", "details", language) : title));
        }
        return footer;
    }
}
