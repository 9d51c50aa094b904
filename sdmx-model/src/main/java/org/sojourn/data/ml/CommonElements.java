package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.Annotation;
import org.sojourn.model.Contact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Reads what all messages have in common: texts, annotations, contacts, references, footers. */
final class CommonElements {

    /** The schema's default of xml:lang. */
    static final String DEFAULT_LANGUAGE = "en";

    /**
     * A reference as a message gives it.
     *
     * @param versionDefaulted no version was given and 2.1's default of 1.0 was put in
     */
    record Reference(Urn urn, boolean versionDefaulted) {}

    private final XmlCursor xml;
    private final Problems problems;

    CommonElements(XmlCursor xml, Problems problems) {
        this.xml = xml;
        this.problems = problems;
    }

    /** Collects texts by language; of two in one language both are kept, one below the other. */
    static final class Texts {
        private final Map<String, String> byLanguage = new LinkedHashMap<>();

        void add(String language, String text) {
            byLanguage.merge(language, text, (a, b) -> a + "\n" + b);
        }

        LocalisedText texts() {
            return byLanguage.isEmpty() ? LocalisedText.EMPTY : new LocalisedText(byLanguage);
        }
    }

    /** At a start tag of a text element: takes it in. */
    void text(Texts into) throws IOException {
        String language = language();
        into.add(language, xml.text());
    }

    String language() {
        return xml.attribute("lang").orElse(DEFAULT_LANGUAGE);
    }

    /** At the start tag of com:Annotations. */
    List<Annotation> annotations() throws IOException {
        List<Annotation> list = new ArrayList<>();
        while (xml.tag()) {
            if (xml.localName().equals("Annotation")) {
                list.add(annotation());
            } else {
                unknown("Annotation");
            }
        }
        return list;
    }

    private Annotation annotation() throws IOException {
        Optional<String> id = xml.attribute("id");
        Optional<String> title = Optional.empty();
        Optional<String> type = Optional.empty();
        Optional<String> value = Optional.empty();
        List<Annotation.Url> urls = new ArrayList<>();
        Texts texts = new Texts();
        while (xml.tag()) {
            switch (xml.localName()) {
                case "AnnotationTitle" -> title = Optional.of(xml.text());
                case "AnnotationType" -> type = Optional.of(xml.text());
                case "AnnotationURL" -> {
                    Optional<String> language = xml.attribute("lang");
                    urls.add(new Annotation.Url(xml.text(), language));
                }
                case "AnnotationText" -> text(texts);
                case "AnnotationValue" -> value = Optional.of(xml.text());
                default -> unknown("a part of an annotation");
            }
        }
        return new Annotation(id, title, type, urls, texts.texts(), value);
    }

    /** At the start tag of a contact. */
    Contact contact() throws IOException {
        Optional<String> id = xml.attribute("id");
        Texts names = new Texts();
        Texts departments = new Texts();
        Texts roles = new Texts();
        List<Contact.Channel> channels = new ArrayList<>();
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Name" -> text(names);
                case "Department" -> text(departments);
                case "Role" -> text(roles);
                case "Telephone" -> channels.add(new Contact.Channel(Contact.Medium.TELEPHONE, xml.text()));
                case "Fax" -> channels.add(new Contact.Channel(Contact.Medium.FAX, xml.text()));
                case "X400" -> channels.add(new Contact.Channel(Contact.Medium.X400, xml.text()));
                case "URI" -> channels.add(new Contact.Channel(Contact.Medium.URI, xml.text()));
                case "Email" -> channels.add(new Contact.Channel(Contact.Medium.EMAIL, xml.text()));
                default -> unknown("a part of a contact");
            }
        }
        return new Contact(id, names.texts(), departments.texts(), roles.texts(), channels);
    }

    /** At the start tag of footer:Footer. */
    List<FooterMessage> footer() throws IOException {
        List<FooterMessage> messages = new ArrayList<>();
        while (xml.tag()) {
            if (!xml.localName().equals("Message")) {
                unknown("footer:Message");
                continue;
            }
            String code = xml.attribute("code").orElse("");
            Optional<FooterMessage.Severity> severity =
                    xml.attribute("severity").flatMap(this::severity);
            Texts texts = new Texts();
            while (xml.tag()) {
                text(texts);
            }
            messages.add(new FooterMessage(code, severity, texts.texts()));
        }
        return messages;
    }

    private Optional<FooterMessage.Severity> severity(String word) {
        return switch (word) {
            case "Error" -> Optional.of(FooterMessage.Severity.ERROR);
            case "Warning" -> Optional.of(FooterMessage.Severity.WARNING);
            // Eurostat's footers misspell it
            case "Information", "Infomation" -> Optional.of(FooterMessage.Severity.INFORMATION);
            default -> {
                problems.add(Problem.warning(
                                "unknown-severity", xml.location(), "severity '" + word + "' of a footer is ignored")
                        .withExpected("Error, Warning or Information"));
                yield Optional.empty();
            }
        };
    }

    /**
     * At the start tag of an element that refers to an artefact, by {@code Ref}, {@code URN} or text.
     *
     * @param assumed the class where the reference does not say it
     */
    Optional<Reference> reference(ArtefactClass assumed) throws IOException {
        Location at = xml.location();
        String element = xml.localName();
        StringBuilder text = new StringBuilder();
        Reference found = null;
        while (true) {
            int event = xml.event();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (text.length() < XmlCursor.MAX_TEXT) {
                    text.append(xml.eventText());
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.localName()) {
                    case "Ref" -> {
                        Reference ref = ref(assumed, at);
                        found = ref == null ? found : ref;
                    }
                    case "URN" -> {
                        String urn = xml.text();
                        found = found == null ? urn(urn, at) : found;
                    }
                    default -> unknown("Ref or URN");
                }
            }
        }
        if (found == null && !text.toString().isBlank()) {
            found = urn(text.toString(), at);
        } else if (found == null) {
            problems.add(Problem.error("bad-reference", at, "element '" + element + "' refers to nothing")
                    .withExpected("a Ref or a URN"));
        }
        return Optional.ofNullable(found);
    }

    private @Nullable Reference urn(String text, Location at) {
        try {
            return new Reference(Urn.parse(text), false);
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error("bad-reference", at, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private @Nullable Reference ref(ArtefactClass assumed, Location at) throws IOException {
        String id = xml.attribute("id").orElse("");
        String agency = xml.attribute("agencyID").orElse("");
        String parent = xml.attribute("maintainableParentID").orElse("");
        Optional<String> version = xml.attribute(parent.isEmpty() ? "version" : "maintainableParentVersion");
        ArtefactClass type =
                xml.attribute("class").flatMap(ArtefactClass::named).orElse(assumed);
        xml.skip();
        if (id.isEmpty() || agency.isEmpty()) {
            problems.add(Problem.error("bad-reference", at, "a Ref has no id or no agencyID"));
            return null;
        }
        String text = version.orElse("1.0");
        Urn urn = parent.isEmpty() ? new Urn(type, agency, id, text, "") : new Urn(type, agency, parent, text, id);
        return new Reference(urn, version.isEmpty());
    }

    /** At a start tag that does not belong here: says so and skips it. */
    void unknown(String expected) throws IOException {
        problems.add(Problem.warning(
                        "unknown-element",
                        xml.location(),
                        "element '" + xml.localName() + "' is not known here and ignored")
                .withExpected(expected));
        xml.skip();
    }
}
