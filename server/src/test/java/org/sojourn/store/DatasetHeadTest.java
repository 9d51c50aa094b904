package org.sojourn.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DatasetHeadTest extends DatasetHeadContract {

    @TempDir
    private Path data;

    @Override
    DatabaseAddress empty() {
        return DatabaseAddress.embedded(data);
    }
}
