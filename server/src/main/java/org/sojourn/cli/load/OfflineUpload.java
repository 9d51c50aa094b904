package org.sojourn.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.Progress;
import org.sojourn.format.StructureFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionService;
import org.sojourn.structure.StructureMessage;

/** Stores into a database of which nobody else makes use; the read copy follows when a server starts. */
public final class OfflineUpload implements Upload {

    private final SubmissionService service;
    private final Optional<String> dataflow;
    private final boolean dryRun;
    private final Runnable end;

    /**
     * @param dataflow where data belong that name only a data structure: {@code AGENCY:ID(VERSION)}
     * @param end gives back what was opened for the service
     */
    public OfflineUpload(SubmissionService service, Optional<String> dataflow, boolean dryRun, Runnable end) {
        this.service = service;
        this.dataflow = dataflow;
        this.dryRun = dryRun;
        this.end = end;
    }

    @Override
    public SubmissionReport structures(StructureMessage message, StructureFormat format) {
        return service.structures(message.artefacts(), dryRun, new Problems());
    }

    @Override
    public SubmissionReport data(InputFile file, Progress progress) throws IOException {
        progress.begin(file.name(), file.size());
        try (InputStream in = file.open(progress::counting)) {
            return service.data(in, UploadFormats.ANY, dataflow, dryRun);
        } finally {
            progress.end();
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
