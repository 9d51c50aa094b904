package org.sojourn.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest extends SystemOfRecordContract {

    @TempDir
    Path data;

    @Override
    DatabaseAddress empty() {
        return DatabaseAddress.embedded(data);
    }
}
