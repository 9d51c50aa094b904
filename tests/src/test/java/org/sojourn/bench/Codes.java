package org.sojourn.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.bench.Report.Subject;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/**
 * What reading a code list of 200,000 codes costs in each format of structures: CPU time of the whole process, collections of
 * garbage included, the median of some rounds after one to warm up. A second for 100,000 codes is the most that it may cost.
 */
final class Codes {

    private static final int CODES = 200_000;
    private static final double MOST = 1;

    private final Report report;
    private final int rounds;

    Codes(Report report, int rounds) {
        this.report = report;
        this.rounds = rounds;
    }

    /** Writes the list in each format and reads it again. */
    void read() throws IOException {
        Codelist list = list();
        for (StructureFormat format : StructureFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StructureMessages.write(
                    new StructureMessage(
                            MessageHeader.of("CODES", "2026-01-01T00:00:00Z", "BENCH"), List.of(list), List.of()),
                    format,
                    StructureWriterOptions.COMPACT,
                    out,
                    new Problems());
            byte[] message = out.toByteArray();
            double[] seconds = new double[rounds];
            read(message); // warms up
            for (int i = 0; i < rounds; i++) {
                long before = cpu();
                read(message);
                seconds[i] = (cpu() - before) / 1e9 * 100_000 / CODES;
            }
            Arrays.sort(seconds);
            double median = seconds[rounds / 2];
            report.atMost(
                    new Subject("codes", "CPU for 100,000 codes read as " + format.formatName()),
                    Report.milliseconds(median),
                    Report.milliseconds(MOST),
                    median / MOST,
                    1,
                    String.format("%,d codes, %,d bytes, %s", CODES, message.length, Report.rounds(rounds)));
        }
    }

    private static void read(byte[] message) throws IOException {
        Problems problems = new Problems();
        StructureMessage read = StructureMessages.read(new ByteArrayInputStream(message), problems);
        int codes = ((Codelist) read.artefacts().getFirst()).items().size();
        if (codes != CODES || problems.hasErrors()) {
            throw new IllegalStateException(codes + " codes read, " + problems.list());
        }
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Codes with names in two languages, one in ten with a description, most below another. */
    private static Codelist list() {
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            Map<String, String> names = new HashMap<>();
            names.put("en", "Municipality number " + i + " of some district");
            names.put("fr", "Commune numéro " + i + " d'un certain district");
            Naming plain = Naming.of("M" + i, new LocalisedText(names));
            Naming naming = i % 10 == 0
                    ? new Naming(
                            plain.identification(),
                            plain.names(),
                            LocalisedText.of("en", "Its borders were drawn anew in " + (1900 + i % 100)))
                    : plain;
            codes.add(new Code(naming, i < 100 ? Optional.empty() : Optional.of("M" + i % 100)));
        }
        return new Codelist(
                Maintenance.of("BENCH", Version.parse("1.0"), Naming.of("CL_PLACES", LocalisedText.of("en", "Places"))),
                false,
                codes,
                List.of());
    }
}
