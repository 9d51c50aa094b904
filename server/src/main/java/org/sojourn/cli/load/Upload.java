package org.sojourn.cli.load;

import java.io.IOException;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.Progress;
import org.sojourn.format.StructureFormat;
import org.sojourn.service.SubmissionReport;
import org.sojourn.structure.StructureMessage;

/** Where messages are sent, each stored as a whole or not at all. */
public interface Upload extends AutoCloseable {

    /**
     * Stores structures in one submission.
     *
     * @param format the format in which they travel, where they must
     * @throws org.sojourn.model.SdmxException when there is nobody to take them, or the sender is not allowed
     */
    SubmissionReport structures(StructureMessage message, StructureFormat format) throws IOException;

    /**
     * Stores the data of one file.
     *
     * @throws org.sojourn.model.SdmxException when there is nobody to take them, or the sender is not allowed
     */
    SubmissionReport data(InputFile file, Progress progress) throws IOException;

    @Override
    void close();
}
