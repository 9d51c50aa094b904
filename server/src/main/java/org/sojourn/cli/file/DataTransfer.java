package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.StructureLookup;
import org.sojourn.data.ml.GenericStructures;
import org.sojourn.format.DataFormat;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problem.Severity;
import org.sojourn.rules.Problems;

/**
 * Reads the data of a file into a sink, and once more where the first reading showed that something must be known before:
 * the structures of a generic message, which its layout tells, or all structures of a CSV file, whose rows tell them one by
 * one and which other formats name at their beginning.
 */
final class DataTransfer {

    private final KnownStructures structures;
    private final Progress progress;

    /** Makes the sink for one reading; what an earlier one got is to be forgotten. */
    @FunctionalInterface
    interface Destination {
        DataSink begin(Problems problems) throws IOException;
    }

    /**
     * What one reading found.
     *
     * @param broken why reading ended early, as a sentence without a full stop; empty when it came to the end
     */
    record Result(Tally tally, Problems problems, Optional<String> broken) {}

    /** Says that several structures come and none was announced. */
    private static final class Unannounced extends IOException {
        private static final long serialVersionUID = 1L;
    }

    DataTransfer(KnownStructures structures, Progress progress) {
        this.structures = structures;
        this.progress = progress;
    }

    /** Reads all, or up to where the message is broken or the sink can take no more. */
    Result run(InputFile file, DataFormat format, Destination destination) throws IOException {
        StructureLookup known = structures.lookup(file.path());
        Map<Urn, DataStructureView> inferred = new LinkedHashMap<>();
        StructureLookup lookup = reference -> {
            DataStructureView view = inferred.get(reference);
            return view == null ? known.find(reference) : view;
        };
        Reading reading = new Reading(file, format, lookup, destination);
        Result result = reading.run();
        boolean unknown = result.problems().list().stream()
                .anyMatch(p -> p.rule().equals("unknown-structure") && p.severity() == Severity.ERROR);
        if (unknown && (format == DataFormat.ML_2_1_GENERIC || format == DataFormat.ML_2_1_GENERIC_TS)) {
            List<Problem> notes = infer(file, known, inferred);
            result = reading.run();
            notes.forEach(result.problems()::add);
        }
        return result;
    }

    /** Reads a table of another provider, row by row through its map. */
    Result table(InputFile file, SourceLayout layout, Destination destination) throws IOException {
        Tally tally = new Tally();
        Problems problems = new Problems();
        try {
            MappedTable table = new MappedTable(
                    layout, structures.withShipped(file.path()), () -> file.open(progress::counting), problems);
            table.transferTo(new Watched(destination.begin(problems), tally, Optional.empty()));
            if (table.leftOut() > 0) {
                problems.add(Problem.info(
                        "no-counterpart",
                        Location.UNKNOWN,
                        table.leftOut() + " rows have no counterpart in "
                                + layout.reference().shortForm() + ", as the map says"));
            }
        } catch (SdmxException e) {
            return new Result(tally, problems, Optional.of(e.detail()));
        }
        return new Result(tally, problems, Optional.empty());
    }

    private static List<Problem> infer(InputFile file, StructureLookup known, Map<Urn, DataStructureView> into)
            throws IOException {
        List<Problem> notes = new ArrayList<>();
        try (InputStream in = file.open()) {
            GenericStructures.inferredFrom(in).forEach((reference, view) -> {
                try {
                    known.find(reference);
                } catch (SdmxException e) {
                    into.put(reference, view);
                    notes.add(Problem.warning(
                            "inferred-structure",
                            Location.path(reference.shortForm()),
                            reference.type().className() + " " + reference.shortForm()
                                    + " is not known; its structure is inferred from the message: dimensions "
                                    + String.join(
                                            ", ",
                                            view.structure().dimensions().stream()
                                                    .map(d -> d.id())
                                                    .toList())));
                }
            });
        }
        return notes;
    }

    /** One file with what its readings have in common. */
    private final class Reading {
        private final InputFile file;
        private final DataFormat format;
        private final StructureLookup lookup;
        private final Destination destination;

        Reading(InputFile file, DataFormat format, StructureLookup lookup, Destination destination) {
            this.file = file;
            this.format = format;
            this.lookup = lookup;
            this.destination = destination;
        }

        Result run() throws IOException {
            try {
                return once(Optional.empty());
            } catch (Unannounced e) {
                Census census = new Census();
                pass(census, new Problems());
                return once(Optional.of(census.expected));
            }
        }

        private Result once(Optional<List<DataSink.Expected>> announced) throws IOException {
            Tally tally = new Tally();
            Problems problems = new Problems();
            try {
                pass(new Watched(destination.begin(problems), tally, announced), problems);
            } catch (SdmxException e) {
                return new Result(tally, problems, Optional.of(e.detail()));
            }
            return new Result(tally, problems, Optional.empty());
        }

        private void pass(DataSink sink, Problems problems) throws IOException {
            try (InputStream in = file.open(progress::counting)) {
                DataMessages.reader(in, Optional.of(format), lookup, problems).transferTo(sink);
            }
        }
    }

    /** Counts on the way, and announces, or asks for it. */
    private final class Watched extends ForwardingSink {
        private final Tally tally;
        private Optional<List<Expected>> announced;
        private Optional<Expected> first = Optional.empty();
        private boolean sourceAnnounced;

        Watched(DataSink next, Tally tally, Optional<List<Expected>> announced) {
            super(next);
            this.tally = tally;
            this.announced = announced;
        }

        @Override
        public void start(MessageHeader header) throws IOException {
            super.start(header);
            if (announced.isPresent()) {
                super.announce(announced.get());
            }
        }

        @Override
        public void announce(List<Expected> datasets) throws IOException {
            sourceAnnounced = true;
            super.announce(datasets);
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
            tally.dataset();
            if (announced.isEmpty() && !sourceAnnounced) {
                if (first.isEmpty()) {
                    first = Optional.of(new Expected(header, structure));
                } else if (!Census.same(first.get(), header, structure)) {
                    throw new Unannounced();
                }
            }
            super.dataset(header, structure);
        }

        @Override
        public void series(SeriesBlock block) throws IOException {
            count(block.continued(), block.size());
            super.series(block);
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            count(block.continued(), block.size());
            super.coded(block);
        }

        private void count(boolean continued, int size) {
            tally.series(continued, size);
            progress.observations(tally.observations());
        }
    }

    /** Notes which structures the data sets have. */
    private static final class Census extends ForwardingSink {
        private final List<Expected> expected = new ArrayList<>();

        Census() {
            super(new Nowhere());
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {
            if (expected.stream().noneMatch(e -> same(e, header, structure))) {
                expected.add(new Expected(header, structure));
            }
        }

        static boolean same(Expected one, DatasetHeader header, DataStructureView structure) {
            return one.structure() == structure
                    && one.header().reference().equals(header.reference())
                    && one.header().dimensionAtObservation().equals(header.dimensionAtObservation());
        }
    }
}
