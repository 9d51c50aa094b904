package org.sojourn.store;

class H2MemoryTest extends SystemOfRecordContract {

    @Override
    DatabaseAddress empty() {
        return DatabaseAddress.inMemory();
    }
}
