package org.sojourn.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Decimals;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/**
 * What a message says, whatever its format and whoever wrote it: the number of its observations, and one hash of them all. An
 * observation is the set of its dimensions, its value as it is written, and its attributes, those of its series included. The
 * order of observations and of what they are made of does not matter, so two sides that print the same hash have told the same.
 */
final class Decoded implements DataSink {

    private long observations;
    private long sum;
    private long ofSeries;
    private long ofObservation;

    /** Something that all observations have from here on. */
    void ofSeries(String id, String value) {
        ofSeries += part(id, value);
    }

    /** Forgets what the series had. */
    void beginSeries() {
        ofSeries = 0;
    }

    /** Something that the observation has which ends next. */
    void ofObservation(String id, String value) {
        ofObservation += part(id, value);
    }

    void endObservation() {
        observations++;
        sum += mixed(ofSeries + ofObservation);
        ofObservation = 0;
    }

    long observations() {
        return observations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decoded d && d.observations == observations && d.sum == sum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(observations, sum);
    }

    @Override
    public String toString() {
        return String.format("%016x", sum);
    }

    /** Both hashes, for a line; throws where they differ, since then the sides have not done the same. */
    static String same(Decoded ours, Decoded theirs) {
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("the sides have told different things: " + ours.observations
                    + " observations " + ours + ", and " + theirs.observations + " observations " + theirs);
        }
        return "decoded " + ours + " / " + theirs;
    }

    private static long part(String id, String value) {
        return mixed(hash(id) * 31 + hash(value));
    }

    private static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    /** The finaliser of SplittableRandom: each bit of what goes in changes half of what comes out. */
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {}

    @Override
    public void attributes(AttributeBlock block) {
        if (!block.attributes().isEmpty()) {
            throw new IllegalStateException(
                    "the figures of the benchmark have attributes of series and observations only");
        }
    }

    @Override
    public void series(SeriesBlock block) {
        begin(block.structure(), i -> String.valueOf(block.key()[i]), block.attributes());
        List<String> columns = block.structure().observationComponents();
        for (int i = 0; i < block.size(); i++) {
            ofObservation("TIME_PERIOD", String.valueOf(block.period(i)));
            for (int c = 0; c < columns.size(); c++) {
                Value value = block.value(c, i);
                if (value != null) {
                    ofObservation(columns.get(c), value.toString());
                }
            }
            endObservation();
        }
    }

    @Override
    public void coded(CodedBlock block) {
        begin(block.structure(), block::keyText, block.attributes());
        List<String> columns = block.structure().observationComponents();
        for (int i = 0; i < block.size(); i++) {
            ofObservation("TIME_PERIOD", block.periodText(i));
            ofObservation(columns.getFirst(), measure(block, i));
            for (int c = 1; c < columns.size(); c++) {
                int id = block.id(c, i);
                if (id >= 0) {
                    ofObservation(columns.get(c), block.value(id).text());
                }
            }
            endObservation();
        }
    }

    private void begin(
            DataStructureView structure, java.util.function.IntFunction<String> key, Map<String, Value> attributes) {
        beginSeries();
        for (int i = 0; i < structure.seriesDimensions().size(); i++) {
            ofSeries(structure.seriesDimensions().get(i).id(), key.apply(i));
        }
        attributes.forEach((id, value) -> ofSeries(id, value.toString()));
    }

    /** The measure as it is written. */
    static String measure(CodedBlock block, int i) {
        byte scale = block.scales()[i];
        return scale >= 0
                ? Decimals.text(block.mantissas()[i], scale)
                : block.value((int) block.mantissas()[i]).text();
    }

    @Override
    public void endDataset() {}

    @Override
    public void end(List<FooterMessage> footer) throws IOException {}
}
