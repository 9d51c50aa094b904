package org.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void isCreatedWithItsParents() {
        try (DataDirectory held = DataDirectory.open(folder.resolve("a/b"))) {
            assertThat(held.path()).isDirectory();
        }
    }

    @Test
    void isHeldByOneOnlyUntilItIsClosed() {
        DataDirectory first = DataDirectory.open(folder);
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("in use by another Sojourn");
        first.close();
        DataDirectory.open(folder).close();
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("not a directory");
    }
}
