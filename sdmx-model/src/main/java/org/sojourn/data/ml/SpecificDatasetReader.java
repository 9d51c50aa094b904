package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads the data sets of structure-specific messages of all versions. Where a dimension stands, at the series or at the
 * observation, is taken as it comes: so every pivot and the free mix of 3.x are one and the same.
 */
final class SpecificDatasetReader extends DatasetReader {

    private final @Nullable String explicitMeasure;
    private final boolean typeIsComponent;
    private final boolean guessesMeasure;

    /** Names of the attributes of the last observation with their slots: the next one mostly has the same in the same order. */
    private @Nullable String[] names = new String[8];

    private int[] slots = new int[8];

    SpecificDatasetReader(
            XmlCursor xml,
            ComponentIndex index,
            SeriesAssembler assembler,
            Problems problems,
            MlHeader.Structure entry,
            boolean guessesMeasure) {
        super(xml, index, assembler, problems);
        this.guessesMeasure = guessesMeasure;
        this.typeIsComponent = index.slot("type") >= 0;
        this.explicitMeasure = entry.explicitMeasures()
                ? index.structure().structure().dimensions().stream()
                        .filter(d -> d.kind() == Dimension.Kind.MEASURE)
                        .map(Dimension::id)
                        .findFirst()
                        .or(entry::dimensionAtObservation)
                        .orElse(null)
                : null;
    }

    @Override
    void holdDatasetAttributes() {
        above.begin(xml.location().position());
        for (int i = 0; i < xml.attributes(); i++) {
            String name = xml.attributeName(i);
            if (xml.attributeNamespace(i).isEmpty() && !(DatasetAttributes.isOne(name) && index.slot(name) < 0)) {
                put(above, name, xml.attributeValue(i));
            }
        }
    }

    @Override
    void datasetAttributes(Location at) throws IOException {
        if (!above.empty()) {
            assembler.attributes(Optional.empty(), above, at);
        }
    }

    @Override
    void element() throws IOException {
        switch (xml.localName()) {
            case "Series" -> series();
            case "Obs" -> observation(observation);
            case "Group" -> group();
            case "Atts" -> atts();
            case "Metadata" -> skipMetadata();
            default -> common.unknown("Atts, Group, Series or Obs");
        }
    }

    private void series() throws IOException {
        Location at = xml.location();
        series.begin(at.position());
        beginSeries();
        values(series);
        boolean any = false;
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Obs" -> {
                    any = true;
                    observation(series);
                }
                case "Comp" -> comp(series);
                case "Annotations" -> series.annotations = common.annotations();
                case "Metadata" -> skipMetadata();
                default -> common.unknown("Comp or Obs");
            }
        }
        if (!any) {
            assembler.seriesWithoutObservations(series, at);
        }
        endSeries();
    }

    private void observation(Frame outer) throws IOException {
        Location at = xml.location();
        observation.begin(at.position());
        observationValues();
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Comp" -> comp(observation);
                case "Annotations" -> observation.annotations = common.annotations();
                case "Metadata" -> skipMetadata();
                default -> common.unknown("Comp");
            }
        }
        assembler.observation(outer, observation, at);
    }

    private void observationValues() {
        int count = xml.attributes();
        if (count > names.length) {
            names = Arrays.copyOf(names, count * 2);
            slots = Arrays.copyOf(slots, count * 2);
        }
        for (int i = 0; i < count; i++) {
            String name = xml.attributeName(i);
            if (!name.equals(names[i])) {
                names[i] = name;
                slots[i] = index.slot(name);
                if (guessesMeasure && name.equals(Measure.OBS_VALUE)) {
                    tellGuess();
                }
            }
            if (!xml.attributeNamespace(i).isEmpty()) {
                if (explicitMeasure != null && name.equals("type")) {
                    String type = xml.attributeValue(i);
                    put(observation, explicitMeasure, type.substring(type.indexOf(':') + 1));
                }
            } else if (slots[i] >= 0) {
                put(observation, slots[i], name, xml.attributeValue(i));
            } else if (!name.equals("type")) {
                unknown(name);
            } else if (explicitMeasure != null) {
                put(observation, explicitMeasure, xml.attributeValue(i));
            }
        }
    }

    private void tellGuess() {
        String measure = index.column(0);
        tellOnce(
                "|guess",
                Problem.info(
                                "guessed-measure",
                                xml.location(),
                                Measure.OBS_VALUE + " is taken as the only measure, " + measure)
                        .withExpected(measure));
    }

    private void group() throws IOException {
        Location at = xml.location();
        Optional<String> group = Optional.empty();
        for (int i = 0; i < xml.attributes(); i++) {
            boolean typed = xml.attributeName(i).equals("type")
                    && (xml.attributeNamespace(i).equals(MlVersion.XSI)
                            || (xml.attributeNamespace(i).isEmpty() && !typeIsComponent));
            if (typed) {
                String type = xml.attributeValue(i);
                group = Optional.of(type.substring(type.indexOf(':') + 1));
            }
        }
        above.begin(at.position());
        values(above);
        children(above);
        assembler.attributes(knownGroup(group, at), above, at);
    }

    private void atts() throws IOException {
        Location at = xml.location();
        above.begin(at.position());
        values(above);
        children(above);
        assembler.attributes(Optional.empty(), above, at);
    }

    private void children(Frame frame) throws IOException {
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Comp" -> comp(frame);
                case "Annotations" -> frame.annotations = common.annotations();
                case "Metadata" -> skipMetadata();
                default -> common.unknown("Comp");
            }
        }
    }

    /** The unqualified attributes of an element are values of components. */
    private void values(Frame frame) {
        for (int i = 0; i < xml.attributes(); i++) {
            if (xml.attributeNamespace(i).isEmpty()) {
                String name = xml.attributeName(i);
                if (typeIsComponent || !name.equals("type")) {
                    put(frame, name, xml.attributeValue(i));
                }
            }
        }
    }

    private void comp(Frame frame) throws IOException {
        Location at = xml.location();
        Optional<String> id = xml.attribute("id");
        if (id.isEmpty()) {
            problems.add(Problem.error("missing-id", at, "a Comp does not say which component it is")
                    .withExpected("attribute id"));
            xml.skip();
            return;
        }
        List<Value> values = new ArrayList<>();
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Value" -> values.add(value());
                case "Annotations" -> {
                    tellOnce("|comp", Problem.warning(Problem.LOST, at, "annotations of a Comp are not kept"));
                    xml.skip();
                }
                default -> common.unknown("Value");
            }
        }
        if (!values.isEmpty()) {
            put(frame, id.get(), Value.array(values));
        } else {
            put(frame, id.get(), Value.of(""));
        }
    }

    /** At a start tag Value: a plain text, or texts by language, or XHTML by language. */
    private Value value() throws IOException {
        StringBuilder plain = new StringBuilder();
        CommonElements.Texts texts = new CommonElements.Texts();
        CommonElements.Texts markup = new CommonElements.Texts();
        while (true) {
            switch (xml.event()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    plain.append(xml.eventText());
                    if (plain.length() > XmlCursor.MAX_TEXT) {
                        throw xml.syntax("a value is longer than " + XmlCursor.MAX_TEXT + " characters");
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (xml.localName()) {
                        case "Text" -> common.text(texts);
                        case "StructuredText" -> {
                            String language = common.language();
                            markup.add(language, Markup.read(xml));
                        }
                        default -> common.unknown("Text or StructuredText");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (!markup.texts().isEmpty()) {
                        return new Value.Markup(markup.texts());
                    }
                    return texts.texts().isEmpty() ? Value.of(plain.toString()) : new Value.Localised(texts.texts());
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }
}
