package org.sojourn.structure.binding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Categorisation;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.OrganisationScheme;
import org.sojourn.model.OrganisationUnitScheme;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** One run of writing: the target format, the languages wanted, and where losses are told. */
public final class Writing {
    private static final Pattern LEGACY_21 = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final Pattern EXACT_3 = Pattern.compile(
            "(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))?|(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){2}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");
    private static final Pattern LATE_3 =
            Pattern.compile("\\d+\\+\\.\\d+\\.\\d+|\\d+\\.\\d+\\+\\.\\d+|\\d+\\.\\d+\\.\\d+\\+");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(?:\\+?\\.\\d+)*");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LOCAL_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");

    private final Dialect dialect;
    private final Problems losses;
    private final List<Locale.LanguageRange> languages;
    private String artefact = "";
    private String part = "";
    private String version = "";
    private Urn own = Urn.of(ArtefactClass.CODELIST, "NONE", "NONE", "");
    private ArtefactClass prefixType = ArtefactClass.CODELIST;
    private String prefix = "";
    private boolean ofData;

    public Writing(Dialect dialect, Problems losses, List<Locale.LanguageRange> languages) {
        this.dialect = dialect;
        this.losses = losses;
        this.languages = List.copyOf(languages);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Begins an artefact; what is lost from now on is lost from it. */
    public void begin(MaintainableArtefact a) {
        artefact = a.urn().toString();
        part = "";
        version = wireVersion(a);
        // A URN always has a version; that of an artefact without one is 1.0.
        own = Urn.of(written(a.type()), a.agency(), a.id(), version.isEmpty() ? "1.0" : version);
        if (dialect.before30() && a.type() == ArtefactClass.HIERARCHY) {
            own = HierarchyName.listOf(own);
        }
        if (dialect.before30() && StructureSet.holds(a.type())) {
            own = StructureSet.of(own);
        }
        prefix = "";
        ofData = false;
    }

    /** Begins something that is no artefact; {@code name} is what losses call it. */
    public void begin(String name) {
        artefact = name;
        part = "";
        ofData = false;
    }

    /** From here to the end of the artefact values are told for which there are data, as availability tells them. */
    void ofData(boolean now) {
        ofData = now;
    }

    boolean ofData() {
        return ofData;
    }

    void at(String what) {
        part = what;
    }

    /** Tells that the target cannot carry something of the current artefact. */
    public void lose(String what) {
        losses.add(Problem.lost(part.isEmpty() ? artefact : artefact + "/" + part, what));
    }

    /** Tells that the target has no artefacts of this type. */
    public void loseAll(MaintainableArtefact a) {
        losses.add(Problem.lost(
                a.urn().toString(),
                "the whole artefact: the target has no " + a.type().className()));
    }

    /** Tells that a structure message of the target has no room for something of the header. */
    public void loseFromHeader(String what, Optional<String> value) {
        value.ifPresent(v -> losses.add(Problem.lost("header", what + " '" + v + "'")));
    }

    /**
     * A point in time as the target wants it: SDMX-JSON with a time and a zone, SDMX-ML with a time. What is missing is
     * taken to be midnight and UTC, and told.
     */
    public @Nullable String time(@Nullable String text, String what) {
        if (text == null) {
            return null;
        }
        String full = text;
        if (DATE.matcher(text).matches()) {
            full = text + "T00:00:00";
        }
        if (!dialect.xml() && LOCAL_TIME.matcher(full).matches()) {
            full += "Z";
        }
        if (!full.equals(text)) {
            lose(what + " " + text + " as it was given: written as " + full);
        }
        return full;
    }

    /** As {@link #time}, for the header, where SDMX-ML and SDMX-JSON 2.1 know bare dates. */
    String prepared(String text) {
        boolean asItIs =
                dialect.xml() || (dialect.from31() && DATE.matcher(text).matches());
        artefact = "header";
        part = "";
        return asItIs ? text : Wire.or(time(text, "time of preparation"), text);
    }

    /** A period of time, which SDMX-JSON wants with a zone where it is a point in time. */
    String period(String text) {
        return LOCAL_TIME.matcher(text).matches() ? Wire.or(time(text, "period"), text) : text;
    }

    /** False, and told, for an address that SDMX-JSON does not allow. */
    boolean address(String url, String what) {
        if (dialect.xml()) {
            return true;
        }
        try {
            if (new URI(url).isAbsolute() && url.chars().allMatch(c -> c < 128)) {
                return true;
            }
        } catch (URISyntaxException e) {
            // told below, like a relative one
        }
        lose(what + " '" + url + "': SDMX-JSON wants an absolute URI");
        return false;
    }

    /** The URN of the current artefact as it is written. */
    String urn() {
        return inLink(own.toString());
    }

    /** A URN as it may stand in a link: there the schema of SDMX-JSON 2.0 allows value lists only by a misspelt name. */
    String inLink(String urn) {
        return dialect == Dialect.JSON_2_0 ? urn.replace(".ValueList=", ".Valuelist=") : urn;
    }

    /** The version of the current artefact as it is written; empty for none. */
    String version() {
        return version;
    }

    /** The URN of an item or component of the current artefact as it is written. */
    String urn(ArtefactClass type, String path) {
        if (prefix.isEmpty() || prefixType != type) {
            prefixType = type;
            prefix = own.item(type, "-").toString();
            if (dialect.before30()) {
                prefix = prefix.replace(".structuremapping.", ".mapping.");
            }
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        return prefix + path;
    }

    @Nullable
    String best(LocalisedText text) {
        return text.best(languages).orElse(null);
    }

    /** The class as the target names it. */
    ArtefactClass written(ArtefactClass type) {
        if (!dialect.before30()) {
            return type;
        }
        return switch (type) {
            case DATA_CONSTRAINT, METADATA_CONSTRAINT -> ArtefactClass.CONTENT_CONSTRAINT;
            case METADATA_PROVISION_AGREEMENT -> ArtefactClass.PROVISION_AGREEMENT;
            default -> type;
        };
    }

    private String wireVersion(MaintainableArtefact a) {
        boolean fixed = fixedVersion(a);
        String text = a.version().text();
        if (fixed) {
            if (!text.equals("1.0")) {
                lose("version '" + text + "': the target fixes 1.0 for this type");
            }
            return "1.0";
        }
        if (text.isEmpty() && dialect.before30()) {
            lose("having no version: the target gives it 1.0");
            return "1.0";
        }
        return text.isEmpty() ? "" : exact(text, "version");
    }

    private boolean fixedVersion(MaintainableArtefact a) {
        return switch (a) {
            case OrganisationUnitScheme scheme -> !dialect.before30();
            case OrganisationScheme scheme -> true;
            case Categorisation categorisation -> dialect == Dialect.ML_3_1;
            default -> false;
        };
    }

    /** The version of a reference in a form that the target allows; tells when it is not the same. */
    String referenceVersion(Urn reference) {
        String text = reference.version();
        if (text.isEmpty()) {
            if (!dialect.before30()) {
                lose("reference to " + reference.shortForm() + " without a version: written as 1.0");
            }
            return "1.0";
        }
        if (!dialect.before30() && LATE_3.matcher(text).matches()) {
            return text;
        }
        return exact(text, "reference to " + reference.shortForm() + ", version");
    }

    private String exact(String text, String what) {
        if ((dialect.before30() ? LEGACY_21 : EXACT_3).matcher(text).matches()) {
            return text;
        }
        Matcher m = NUMBERS.matcher(text);
        String numbers = m.lookingAt() ? m.group().replace("+", "") : "1.0";
        if (!dialect.before30()) {
            numbers = withoutLeadingZeros(numbers);
        }
        lose(what + " '" + text + "': written as " + numbers);
        return numbers;
    }

    private static String withoutLeadingZeros(String numbers) {
        StringBuilder sb = new StringBuilder();
        String[] parts = numbers.split("\\.", -1);
        for (int i = 0; i < Math.min(parts.length, 3); i++) {
            sb.append(i == 0 ? "" : ".").append(parts[i].replaceFirst("^0+(?=\\d)", ""));
        }
        return sb.toString();
    }
}
