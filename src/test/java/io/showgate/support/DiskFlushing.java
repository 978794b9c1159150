package io.showgate.support;

import java.util.List;

/**
 * When MariaDB makes the operating system write to the disk. With each value a killed process loses no committed
 * transaction, because it has given each to the operating system.
 */
enum DiskFlushing {
    /** Never, for tests: a slow disk delays no statement, and no test simulates a power failure. */
    NEVER("--innodb-flush-log-at-trx-commit=2 --innodb-flush-method=nosync --debug-no-sync"),

    /** Once a second, for data that are kept from one start to the next. */
    EVERY_SECOND("--innodb-flush-log-at-trx-commit=2");

    private final String settings;

    DiskFlushing(String settings) {
        this.settings = settings;
    }

    /** The server's options that say so. */
    List<String> settings() {
        return List.of(settings.split(" ", -1));
    }
}
