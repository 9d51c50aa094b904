package org.sojourn.store;

class MariaDbDatasetHeadTest extends DatasetHeadContract {

    @Override
    DatabaseAddress empty() {
        return MariaDbStoreTest.address();
    }
}
