package org.sojourn.store;

import org.sojourn.tests.MariaDb;

class MariaDbStoreTest extends SystemOfRecordContract {

    @Override
    DatabaseAddress empty() {
        return address();
    }

    static DatabaseAddress address() {
        MariaDb server = MariaDb.shared();
        return new DatabaseAddress(server.freshDatabase(), server.user(), server.password(), 10, "node-1");
    }
}
