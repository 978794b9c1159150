package io.showgate.support;

import java.util.List;

/**
 * When a MariaDB makes the operating system write to the disk. A killed process loses nothing that was committed either
 * way: each transaction is handed to the operating system first.
 */
enum DiskFlushing {
    /** Never, for tests: a slow disk delays no statement, and no test takes a machine's power away. */
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
