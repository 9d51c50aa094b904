package org.sojourn.validation.domain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.ref.Urn;

/**
 * Holds data to the rules of their subject matter on their way into another sink.
 *
 * <p>Rules about a single cell tell as the data pass. Rules about totals, changes and mirrors keep the figures they are
 * about, some 20 bytes a figure, and tell at the end of the data set; mirrors at the end of the message, since the two sides
 * may come in data sets of their own. A rule applies where the structure has the components that it speaks about. What is
 * to be deleted is not looked at.
 */
public final class DomainCheck implements DataSink {

    private final DataSink next;
    private final List<DomainRule> rules;
    private final Findings findings;
    private final List<Running> running = new ArrayList<>();
    /** Mirrors, by rule and data structure. */
    private final Map<DomainRule, Map<Urn, MirrorTest>> mirrors = new LinkedHashMap<>();

    /** A rule at work on one data set. */
    interface Running {
        void series(SeriesBlock block);

        /** The data set is complete. */
        default void finish() {}
    }

    public DomainCheck(DataSink next, List<DomainRule> rules, Findings findings) {
        this.next = next;
        this.rules = List.copyOf(rules);
        this.findings = findings;
    }

    @Override
    public void start(MessageHeader header) throws IOException {
        next.start(header);
    }

    @Override
    public void announce(List<Expected> datasets) throws IOException {
        next.announce(datasets);
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        running.clear();
        if (header.action().orElse(Action.MERGE).effective() != Action.DELETE) {
            Dataset dataset = new Dataset(header.reference().shortForm(), structure, findings);
            for (DomainRule rule : rules) {
                begin(rule, dataset);
            }
        }
        next.dataset(header, structure);
    }

    private void begin(DomainRule rule, Dataset dataset) {
        DataStructureView structure = dataset.structure();
        if (structure.measures().isEmpty()) {
            return;
        }
        Scope.of(rule.when(), rule.unless(), structure).ifPresent(scope -> {
            switch (rule.check()) {
                case Check.Numbers check -> running.add(CellTest.of(rule, check, scope, dataset));
                case Check.Demand check ->
                    CellTest.of(rule, check, scope, dataset).ifPresent(running::add);
                case Check.Different check ->
                    CellTest.of(rule, check, scope, dataset).ifPresent(running::add);
                case Check.Validity check ->
                    CellTest.of(rule, check, scope, dataset).ifPresent(running::add);
                case Check.Sum check -> SumTest.of(rule, check, scope, dataset).ifPresent(running::add);
                case Check.Change check ->
                    ChangeTest.of(rule, check, scope, dataset).ifPresent(running::add);
                case Check.Mirror check ->
                    MirrorTest.fits(check, structure).ifPresent(positions -> {
                        MirrorTest mirror = mirrors.computeIfAbsent(rule, r -> new LinkedHashMap<>())
                                .computeIfAbsent(
                                        structure.structure().urn(),
                                        urn -> new MirrorTest(rule, check, positions, dataset));
                        running.add(block -> mirror.series(block, scope));
                    });
            }
        });
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        next.attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        for (Running rule : running) {
            rule.series(block);
        }
        next.series(block);
    }

    @Override
    public void endDataset() throws IOException {
        running.forEach(Running::finish);
        running.clear();
        next.endDataset();
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        mirrors.values().forEach(byStructure -> byStructure.values().forEach(MirrorTest::finish));
        mirrors.clear();
        next.end(footer);
    }
}
