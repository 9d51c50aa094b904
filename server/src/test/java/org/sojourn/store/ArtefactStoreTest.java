package org.sojourn.store;

import org.junit.jupiter.api.Nested;

class ArtefactStoreTest {

    @Nested
    class OnH2 extends ArtefactStoreContract {
        @Override
        DatabaseAddress empty() {
            return DatabaseAddress.inMemory();
        }
    }

    @Nested
    class OnMariaDb extends ArtefactStoreContract {
        @Override
        DatabaseAddress empty() {
            return MariaDbStoreTest.address();
        }
    }
}
