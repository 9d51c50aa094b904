package org.sojourn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedTest {
    @Test
    void skipsATestWhoseMaterialIsAbsentAndNamesIt() {
        assertThatThrownBy(() -> Shared.path("no/such/file"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no/such/file");
    }

    @Test
    void isAFolderBesideTheProject() {
        assertThat(Shared.root().getFileName()).hasToString("shared");
    }
}
