package org.sojourn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;

/**
 * What a format cannot carry of data, as far as their heads and structures tell before the first value is seen. The words are
 * those of the writers.
 *
 * @param certain what is lost whatever the values are
 * @param possible what is lost where values are as the structure allows them to be: arrays, texts in several languages, XHTML
 * @param byKeys whether attributes of keys may be lost that no series has
 */
public record FormatLimits(List<Problem> certain, List<Problem> possible, boolean byKeys) {

    /** The path of losses of measures. */
    public static final String MEASURES = "measures";

    public static final String ONE_VALUE = "only the first value of an array is written";
    public static final String ONE_LANGUAGE = "of texts in several languages one is written";
    public static final String MARKUP_AS_TEXT = "XHTML is written as text";
    public static final String ONE_MARKUP_AS_TEXT = "XHTML is written as text, in one language";
    public static final String FLOW_ONLY = "SDMX-CSV 1.0 names the dataflow of data, nothing else";

    /** The column of SDMX-CSV 1.0 that names the agreement of a row; its guide allows columns of one's own. */
    public static final String AGREEMENT_COLUMN = "PROVISION_AGREEMENT";

    public static final String CSV_HEAD = "SDMX-CSV carries no set id, provider or periods of a data set";
    public static final String JSON_HEAD = "SDMX-JSON carries no set id and no provider of a data set";
    public static final String NO_ACTION = "SDMX-CSV 1.0 carries no action";
    public static final String NO_DELETIONS =
            "SDMX-CSV 1.0 cannot say that data are to be deleted; such data sets are left out";

    /** Of what has none, or none that are known. */
    public static final FormatLimits NONE = new FormatLimits(List.of(), List.of(), false);

    public FormatLimits {
        certain = List.copyOf(certain);
        possible = List.copyOf(possible);
    }

    /** The limits that data sets meet in a format; none in SDMX-ML, whose footer tells what was lost. */
    public static FormatLimits of(DataFormat format, List<DataSink.Expected> datasets) {
        List<Problem> certain = new ArrayList<>();
        List<Problem> possible = new ArrayList<>();
        boolean byKeys = false;
        if (format.family() != DataFormat.Family.ML) {
            for (DataSink.Expected dataset : datasets) {
                certain(format, dataset, certain);
                DataStructureView structure = dataset.structure();
                possible.addAll(structure.once(new Possible(format), () -> possible(format, structure)));
                byKeys |= format.firstJson() && keyed(structure);
            }
        }
        return new FormatLimits(
                certain.stream().distinct().toList(),
                possible.stream().distinct().toList(),
                byKeys);
    }

    /** True where only the values tell what is lost. */
    public boolean dependOnValues() {
        return byKeys || !possible.isEmpty();
    }

    /** What 1.0 says of data with several measures; {@code format} is the name of the family. */
    public static String oneMeasure(String format) {
        return format + " 1.0 carries one measure, the first";
    }

    private static void certain(DataFormat format, DataSink.Expected dataset, List<Problem> certain) {
        boolean csv = format == DataFormat.CSV_1_0;
        if (format.family() == DataFormat.Family.CSV && dataset.header().saysMore()) {
            certain.add(Problem.lost("dataset", CSV_HEAD));
        }
        if (format.family() == DataFormat.Family.JSON
                && (dataset.header().setId().isPresent()
                        || dataset.header().dataProvider().isPresent())) {
            certain.add(Problem.lost("dataset", JSON_HEAD));
        }
        if ((csv || format.firstJson()) && dataset.structure().measures().size() > 1) {
            certain.add(Problem.lost(MEASURES, oneMeasure(csv ? "SDMX-CSV" : "SDMX-JSON")));
        }
        if (csv && !namedInCsv(dataset.header().reference(), dataset.structure())) {
            certain.add(Problem.lost("structure", FLOW_ONLY));
        }
        if (csv
                && dataset.header()
                        .action()
                        .filter(a -> a.effective() == Action.DELETE)
                        .isPresent()) {
            certain.add(Problem.lost("action", NO_DELETIONS));
        }
    }

    /** Whether SDMX-CSV 1.0 can name what data are of: a dataflow, or an agreement in a column of its own. */
    public static boolean namedInCsv(Urn reference, DataStructureView structure) {
        return reference.type() == ArtefactClass.DATAFLOW
                || (reference.type() == ArtefactClass.PROVISION_AGREEMENT
                        && structure.component(AGREEMENT_COLUMN).isEmpty());
    }

    private record Possible(DataFormat format) {}

    private static List<Problem> possible(DataFormat format, DataStructureView structure) {
        List<Problem> possible = new ArrayList<>();
        structure.structure().components().forEach(component -> possible(format, structure, component, possible));
        return List.copyOf(possible);
    }

    private static void possible(
            DataFormat format, DataStructureView structure, Component component, List<Problem> possible) {
        Optional<Representation> representation = structure.representation(component.id());
        Optional<TextFormat> text = representation.flatMap(Representation::format);
        boolean first = format.firstJson() || format == DataFormat.CSV_1_0;
        if (first && representation.filter(Representation::array).isPresent()) {
            possible.add(Problem.lost(component.id(), ONE_VALUE));
        }
        if (first && text.filter(TextFormat::multilingual).isPresent()) {
            possible.add(Problem.lost(component.id(), ONE_LANGUAGE));
        }
        boolean markup = text.flatMap(TextFormat::dataType)
                .filter(t -> t == DataType.XHTML)
                .isPresent();
        if (markup && format.firstJson()) {
            possible.add(Problem.lost(component.id(), MARKUP_AS_TEXT));
        } else if (markup && format.family() == DataFormat.Family.CSV) {
            possible.add(Problem.lost(component.id(), ONE_MARKUP_AS_TEXT));
        }
    }

    private static boolean keyed(DataStructureView structure) {
        return structure.attributes().stream()
                .anyMatch(a -> structure
                        .level(a.id())
                        .filter(l -> l == Level.PARTIAL_KEY || l == Level.SERIES)
                        .isPresent());
    }
}
