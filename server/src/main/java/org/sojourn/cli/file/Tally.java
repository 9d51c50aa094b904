package org.sojourn.cli.file;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sojourn.model.MaintainableArtefact;

/** Counts what a message holds. */
public final class Tally {

    private final Map<String, Integer> artefacts = new TreeMap<>();
    private long datasets;
    private long series;
    private long observations;

    void add(MaintainableArtefact artefact) {
        artefacts.merge(artefact.type().className(), 1, Integer::sum);
    }

    void dataset() {
        datasets++;
    }

    /** @param more whether these observations go on with the series before */
    void series(boolean more, int size) {
        series += more ? 0 : 1;
        observations += size;
    }

    /** Number of artefacts by class name. */
    public Map<String, Integer> artefacts() {
        return artefacts;
    }

    public long datasets() {
        return datasets;
    }

    /** Series as they come; one that is interrupted by another counts twice. */
    public long series() {
        return series;
    }

    public long observations() {
        return observations;
    }

    /** In words: {@code 1 Codelist, 2 Dataflow} or {@code 1 data set, 12 series, 3,456 observations}. */
    public String words(boolean data) {
        if (!data) {
            return artefacts.isEmpty()
                    ? "no artefacts"
                    : artefacts.entrySet().stream()
                            .map(e -> number(e.getValue()) + " " + e.getKey())
                            .collect(Collectors.joining(", "));
        }
        return number(datasets) + (datasets == 1 ? " data set, " : " data sets, ") + number(series) + " series, "
                + number(observations) + (observations == 1 ? " observation" : " observations");
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
