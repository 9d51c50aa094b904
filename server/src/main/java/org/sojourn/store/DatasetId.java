package org.sojourn.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;

/**
 * What a data set is: a dataflow in one major version, and the provision agreement under which it is reported, if any. Data
 * stay visible across compatible minor versions, and two reporters of one flow stand side by side.
 *
 * <p>The major version is the first number whatever the kind of version: {@code 1.2.3}, {@code 1.2.3-draft}, legacy
 * {@code 1.0} and {@code 1.1}, and no version at all are {@code 1}. Legacy versions promise no compatibility, but their
 * users count up the second number for small corrections and expect the data to stay.
 *
 * <p>{@link #toString} gives the stable key {@code AGENCY:FLOW(1)} or {@code AGENCY:FLOW(1)/AGENCY:AGREEMENT(1)} and
 * inverts {@link #parse}.
 */
public record DatasetId(String agency, String flow, long major, Optional<Agreement> agreement)
        implements Comparable<DatasetId> {

    private static final Pattern FORM =
            Pattern.compile("([^:()/]+):([^:()/]+)\\((\\d+)\\)(?:/([^:()/]+):([^:()/]+)\\((\\d+)\\))?");

    /** A provision agreement in one major version. */
    public record Agreement(String agency, String id, long major) {
        @Override
        public String toString() {
            return agency + ':' + id + '(' + major + ')';
        }
    }

    /** The data of a flow under no agreement. */
    public static DatasetId of(Dataflow flow) {
        return of(flow.urn(), Optional.empty());
    }

    /** The data of a flow reported under an agreement. */
    public static DatasetId of(Dataflow flow, ProvisionAgreement agreement) {
        return of(flow.urn(), Optional.of(agreement.urn()));
    }

    /**
     * @param flow a dataflow in an exact version
     * @param agreement a provision agreement in an exact version
     * @throws SdmxException of kind SEMANTIC when a version is a pattern
     */
    public static DatasetId of(Urn flow, Optional<Urn> agreement) {
        return new DatasetId(
                flow.agency(), flow.id(), major(flow), agreement.map(a -> new Agreement(a.agency(), a.id(), major(a))));
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static DatasetId parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not AGENCY:FLOW(MAJOR)[/AGENCY:AGREEMENT(MAJOR)]");
        }
        return new DatasetId(
                m.group(1),
                m.group(2),
                Long.parseLong(m.group(3)),
                m.group(4) == null
                        ? Optional.empty()
                        : Optional.of(new Agreement(m.group(4), m.group(5), Long.parseLong(m.group(6)))));
    }

    /** True where data of this flow, in this version, belong here. */
    public boolean covers(Urn dataflow) {
        return dataflow.agency().equals(agency)
                && dataflow.id().equals(flow)
                && dataflow.exactVersion().map(v -> v.part(0) == major).orElse(false);
    }

    @Override
    public int compareTo(DatasetId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return agency
                + ':'
                + flow
                + '('
                + major
                + ')'
                + agreement.map(a -> "/" + a).orElse("");
    }

    private static long major(Urn urn) {
        return urn.exactVersion()
                .map((Version v) -> v.part(0))
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC, "data belong to one version, but " + urn + " names a range"));
    }
}
