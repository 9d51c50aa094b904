package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.ContentConstraintBinding;
import org.sojourn.structure.binding.Dialect;

/** What every format of structure messages must do; a subclass names the format. */
abstract class StructureCodecContract {
    private final StructureFormat format;

    StructureCodecContract(StructureFormat format) {
        this.format = format;
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 40);
    }

    byte[] write(StructureMessage message, StructureWriterOptions options, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(message, format, options, out, losses);
        return out.toByteArray();
    }

    static StructureMessage read(byte[] bytes, Problems problems) throws IOException {
        StructureMessage m = StructureMessages.read(new ByteArrayInputStream(bytes), problems);
        // Maps of several types stand together in a structure set of 2.1.
        return new StructureMessage(m.header(), Shelf.inOrder(m.artefacts()), m.footer(), m.availability());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWroteOfWhatItCanCarry(long seed) throws IOException {
        StructureMessage message = new RandomStructures(seed, Optional.of(format)).message();
        Problems losses = new Problems();
        Problems problems = new Problems();
        byte[] bytes = write(message, StructureWriterOptions.COMPACT, losses);
        StructureMessage back = read(bytes, problems);
        assertThat(losses.list()).isEmpty();
        assertThat(problems.list()).isEmpty();
        assertThat(back).as(() -> new String(bytes, StandardCharsets.UTF_8)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesOnceAndForAllWhatItCannotCarryAndTellsOfIt(long seed) throws IOException {
        StructureMessage message = new RandomStructures(seed, Optional.empty()).message();
        Problems losses = new Problems();
        StructureMessage back = read(write(message, StructureWriterOptions.COMPACT, losses), new Problems());
        Problems more = new Problems();
        StructureMessage again = read(write(back, StructureWriterOptions.COMPACT, more), new Problems());
        assertThat(again).isEqualTo(back);
        assertThat(more.list()).isEmpty();
        assertThat(losses.list()).allMatch(p -> p.rule().equals(Problem.LOST));
        if (losses.list().isEmpty()) {
            assertThat(back).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsNotToldAsLostComesBackAsItWas(long seed) throws IOException {
        for (StructureFormat from : StructureFormat.values()) {
            StructureMessage message = new RandomStructures(seed, Optional.of(from)).message();
            Problems losses = new Problems();
            StructureMessage back = read(write(message, StructureWriterOptions.COMPACT, losses), new Problems());
            for (MaintainableArtefact artefact : message.artefacts()) {
                String name = artefact.urn().toString();
                boolean told = message.artefacts().stream()
                        .filter(a -> together(a, artefact))
                        .anyMatch(a -> losses.list().stream()
                                .anyMatch(p ->
                                        p.location().path().startsWith(a.urn().toString())));
                // Since 3.0, not being final is what holds where nothing is said.
                boolean same = artefact.maintenance().finalFlag().orElse(true)
                        || Dialect.of(format).before30();
                if (!told && same) {
                    assertThat(back.artefacts()).as(from + " " + name).contains(artefact);
                }
            }
        }
    }

    /** True for the same, and for what stands in one element of the format, whose losses are told of one of them. */
    private boolean together(MaintainableArtefact a, MaintainableArtefact b) {
        Optional<Urn> holder = Bindings.holder(a, Dialect.of(format));
        boolean oneConstraint = Dialect.of(format).before30()
                && a instanceof DataConstraint data
                && b instanceof MetadataConstraint metadata
                && ContentConstraintBinding.one(data, metadata);
        return a.equals(b)
                || oneConstraint
                || (holder.isPresent() && holder.equals(Bindings.holder(b, Dialect.of(format))));
    }

    @Test
    void readsTheSameWithAndWithoutLineBreaks() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            StructureMessage message = new RandomStructures(seed, Optional.of(format)).message();
            assertThat(read(write(message, StructureWriterOptions.PRETTY, new Problems()), new Problems()))
                    .isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void writesWhatTheOfficialSchemaFindsValid(long seed) throws IOException {
        for (Optional<StructureFormat> madeFor : List.of(Optional.of(format), Optional.<StructureFormat>empty())) {
            byte[] bytes =
                    write(new RandomStructures(seed, madeFor).message(), StructureWriterOptions.PRETTY, new Problems());
            assertThat(OfficialSchemas.errors(format, bytes))
                    .as(() -> new String(bytes, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }
}
